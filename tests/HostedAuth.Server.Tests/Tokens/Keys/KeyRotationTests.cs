using HostedAuth.Core.AppClients;
using HostedAuth.Core.Tokens.Keys;
using HostedAuth.Core.UserPools.Settings;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Tokens.Keys;

/// <summary>Signing keys change without anybody noticing who keeps the published ones for as long as he may.</summary>
public sealed class KeyRotationTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const int Rotations = 30;

    private static readonly (string, string?)[] Grant = [("grant_type", "client_credentials")];

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public async Task Thirty_rotations_by_schedule_and_a_client_that_caches_keys_refuses_no_valid_token(string algorithm)
    {
        var app = await LongLivedAsync(algorithm);
        var kids = new HashSet<string>();
        List<(string Token, DateTimeOffset End)> living = [];
        PublishedKeys? cached = null;
        var readAt = DateTimeOffset.MinValue;

        for (var hour = 0; kids.Count <= Rotations; hour++)
        {
            hour.ShouldBeLessThan(25 * (Rotations + 2), $"only {kids.Count} keys were used");
            server.Clock.Advance(TimeSpan.FromHours(1));
            var now = server.Clock.GetUtcNow();

            // As late as can be: the client reads, and a moment later the keys change.
            if (now - readAt >= TimeSpan.FromMinutes(5))
            {
                (cached, readAt) = (await PublishedKeys.ReadAsync(app), now);
            }

            await RotateDueAsync();
            var token = (await app.TokenAsync(Grant, app.Basic())).Text("access_token")!;
            kids.Add(PublishedKeys.HeaderOf(token).GetProperty("kid").GetString()!);
            living.Add((token, now + TimeSpan.FromDays(1)));
            living.RemoveAll(one => one.End <= now);
            living.ShouldAllBe(one => cached!.Verify(one.Token));
        }
    }

    [Fact]
    public async Task A_command_rotates_only_to_a_key_that_verifiers_know()
    {
        var app = await LongLivedAsync("ES256");
        await app.TokenAsync(Grant, app.Basic());

        (await RotateAsync(app)).ShouldRefuse("InvalidParameterException");
        server.Clock.Advance(KeyRotation.LeadTime);
        var cached = await PublishedKeys.ReadAsync(app);
        var rotated = (await RotateAsync(app)).ShouldSucceed();
        var again = await RotateAsync(app);

        again.ShouldRefuse("InvalidParameterException");
        cached.Verify((await app.TokenAsync(Grant, app.Basic())).Text("access_token")!).ShouldBeTrue();
        rotated.Json.GetProperty("SigningKeys").EnumerateArray()
            .Select(key => $"{key.GetProperty("Algorithm").GetString()} {key.GetProperty("State").GetString()}")
            .ShouldBe(
                ["ES256 Current", "ES256 Next", "ES256 Retired", "RS256 Current", "RS256 Next", "RS256 Retired"],
                ignoreOrder: true);
    }

    [Fact]
    public async Task A_pool_rotates_as_often_as_it_says_and_one_that_says_nothing_every_90_days()
    {
        var daily = await LongLivedAsync("RS256");
        var quiet = await ClientCredentialsTests.MachineAsync(server);
        await RotateDueAsync();
        var (first, firstQuiet) = (await KidAsync(daily), await KidAsync(quiet));

        server.Clock.Advance(TimeSpan.FromDays(2));
        await RotateDueAsync();
        var (second, secondQuiet) = (await KidAsync(daily), await KidAsync(quiet));
        server.Clock.Advance(TimeSpan.FromDays(88));
        await RotateDueAsync();

        second.ShouldNotBe(first);
        secondQuiet.ShouldBe(firstQuiet);
        (await KidAsync(quiet)).ShouldNotBe(firstQuiet);
    }

    /// <summary>A client whose tokens live as long as tokens can, in a pool that rotates every day.</summary>
    private async Task<TestApp> LongLivedAsync(string algorithm)
    {
        var app = await ClientCredentialsTests.MachineAsync(server);
        await server.SetOAuthAsync(app.PoolId, new PoolOAuthSettings { KeyRotationDays = 1 });
        var longLived = await app.AndAnotherAsync(new
        {
            GenerateSecret = true,
            AllowedOAuthFlows = new[] { "client_credentials" },
            AllowedOAuthScopes = new[] { "api/read" },
            AccessTokenValidity = 24,
        });
        await server.SetMetadataAsync(app.PoolId, longLived.Client.Id, new OAuthClientMetadata { AccessTokenSigningAlg = algorithm });
        return longLived;
    }

    private static async Task<string?> KidAsync(TestApp app) =>
        PublishedKeys.HeaderOf((await app.TokenAsync(Grant, app.Basic())).Text("access_token")!).GetProperty("kid").GetString();

    private Task RotateDueAsync() => server.Services.GetRequiredService<KeyRotation>().RotateDueAsync(CancellationToken.None);

    private Task<ApiAnswer> RotateAsync(TestApp app) =>
        server.CallAsync("RotateUserPoolSigningKeys", new { UserPoolId = app.PoolId });
}
