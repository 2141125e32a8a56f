using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Risk;

public sealed class UserContextDataTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData(true, true, "198.51.100.7")]
    [InlineData(true, false, "127.0.0.1")]
    [InlineData(false, true, "127.0.0.1")]
    public async Task The_told_address_counts_where_a_client_with_a_secret_may_tell_one(bool hasSecret, bool mayTell, string address)
    {
        var world = await CreateAsync(hasSecret, mayTell);

        (await SignInAsync(world, "198.51.100.7")).ShouldSucceed();

        (await EventsAsync(world)).Text("AuthEvents.0.EventContextData.IpAddress").ShouldBe(address);
    }

    [Fact]
    public async Task What_is_no_address_is_not_taken_for_one()
    {
        var world = await CreateAsync(hasSecret: true, mayTell: true);

        (await SignInAsync(world, "somewhere")).ShouldSucceed();

        (await EventsAsync(world)).Text("AuthEvents.0.EventContextData.IpAddress").ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task Nobody_is_believed_without_the_secret()
    {
        var world = await CreateAsync(hasSecret: true, mayTell: true);

        (await SignInAsync(world, "198.51.100.7", "another secret")).ShouldRefuse("NotAuthorizedException");

        (await EventsAsync(world)).Text("AuthEvents.0").ShouldBeNull();
    }

    private async Task<SignInWorld> CreateAsync(bool hasSecret, bool mayTell)
    {
        var world = await SignInWorld.CreateAsync(
            server,
            new { UserPoolAddOns = new { AdvancedSecurityMode = "AUDIT" } },
            new
            {
                GenerateSecret = hasSecret,
                EnablePropagateAdditionalUserContextData = mayTell,
                ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" },
            });
        await world.AddUserAsync("alice");
        return world;
    }

    private Task<ApiAnswer> SignInAsync(SignInWorld world, string address, string? secret = null)
    {
        var parameters = new Dictionary<string, string> { ["USERNAME"] = "alice", ["PASSWORD"] = SignInWorld.Password };
        var client = world.Client with { Secret = secret ?? world.Client.Secret };
        if (client.Secret is not null)
        {
            parameters["SECRET_HASH"] = People.SecretHash(client, "alice");
        }

        return server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_PASSWORD_AUTH",
            ClientId = world.Client.Id,
            AuthParameters = parameters,
            UserContextData = new { IpAddress = address, EncodedData = "eyJwYXlsb2FkIjoie30ifQ==" },
        });
    }

    private async Task<ApiAnswer> EventsAsync(SignInWorld world) =>
        (await server.CallAsync("AdminListUserAuthEvents", new { UserPoolId = world.PoolId, Username = "alice" })).ShouldSucceed();
}
