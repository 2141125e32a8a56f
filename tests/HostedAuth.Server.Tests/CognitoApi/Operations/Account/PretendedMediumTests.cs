using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Account;

/// <summary>Where the code of a forgotten password is said to go for names that nobody has, by a client that hides that.</summary>
public sealed class PretendedMediumTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    /// <summary>So many that all of them get one of two media once in thirty million times.</summary>
    private const int Names = 60;

    [Theory]
    [InlineData("{0}@example.com", "verified_phone_number", "verified_email")]
    [InlineData("+1555010{0}", "verified_email", "verified_phone_number")]
    [InlineData("person-{0}", "verified_email", "verified_phone_number")]
    public async Task Where_users_may_have_either_medium_so_may_nobody(string names, params string[] mechanisms)
    {
        var clientId = await OpenAsync(new
        {
            AutoVerifiedAttributes = new[] { "email" },
            AccountRecoverySetting = new
            {
                RecoveryMechanisms = mechanisms.Select((name, i) => new { Name = name, Priority = i + 1 }).ToArray(),
            },
        });

        (await MediaAsync(clientId, names)).Distinct().Order().ShouldBe(["EMAIL", "SMS"]);
    }

    [Fact]
    public async Task A_name_has_always_the_same_destination()
    {
        var clientId = await OpenAsync(new { AutoVerifiedAttributes = new[] { "email", "phone_number" } });

        foreach (var name in new[] { "bob@example.com", "+15550100123", "bob", "bea", "cid" })
        {
            var first = (await server.ForgotPasswordAsync(clientId, name)).ShouldSucceed();
            var second = (await server.ForgotPasswordAsync(clientId, name)).ShouldSucceed();

            second.Body.ShouldBe(first.Body);
        }
    }

    [Theory]
    [InlineData("{0}@example.com")]
    [InlineData("+1555010{0}")]
    [InlineData("person-{0}")]
    public async Task Where_the_pool_names_no_medium_it_is_the_one_that_it_verifies(string names)
    {
        var clientId = await OpenAsync(new { AutoVerifiedAttributes = new[] { "email" } });

        (await MediaAsync(clientId, names)).Distinct().ShouldBe(["EMAIL"]);
    }

    [Fact]
    public async Task A_code_sent_again_is_pretended_by_the_same_rule()
    {
        var clientId = await OpenAsync(new { AutoVerifiedAttributes = new[] { "email", "phone_number" } });
        var media = new List<string?>();

        for (var i = 0; i < Names; i++)
        {
            var answer = await server.ResendAsync(clientId, $"{i:0000}@example.com");
            media.Add(answer.ShouldSucceed().Text("CodeDeliveryDetails.DeliveryMedium"));
        }

        media.Distinct().Order().ShouldBe(["EMAIL", "SMS"]);
    }

    private async Task<string> OpenAsync(object pool) =>
        (await server.CreateOpenPoolAsync(pool, new { PreventUserExistenceErrors = "ENABLED" })).ClientId;

    private async Task<List<string?>> MediaAsync(string clientId, string names)
    {
        var media = new List<string?>();
        for (var i = 0; i < Names; i++)
        {
            var name = names.Replace("{0}", $"{i:0000}", StringComparison.Ordinal);
            media.Add((await server.ForgotPasswordAsync(clientId, name)).ShouldSucceed().Text("CodeDeliveryDetails.DeliveryMedium"));
        }

        return media;
    }
}
