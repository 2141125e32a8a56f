using HostedAuth.Core.AppClients;
using HostedAuth.Core.Tokens.Keys;
using HostedAuth.Core.UserPools;
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
    public async Task A_compromised_key_is_good_for_nothing_at_once()
    {
        var app = await TestApp.CreateAsync(server);
        var tokens = await app.TokensAsync();
        var bearer = $"Bearer {tokens.Text("access_token")}";
        (await app.GetAsync("/oauth2/userInfo", authorization: bearer)).Status.ShouldBe(200);

        var replaced = await server.CallAsync("RotateUserPoolSigningKeys", new { UserPoolId = app.PoolId, Compromised = true });

        replaced.ShouldSucceed().Json.GetProperty("SigningKeys").EnumerateArray()
            .Select(key => key.GetProperty("State").GetString())
            .ShouldBe(["Current", "Next"], ignoreOrder: true);
        (await app.GetAsync("/oauth2/userInfo", authorization: bearer)).Status.ShouldBe(401);
        (await app.GetAsync($"/logout?id_token_hint={tokens.Text("id_token")}")).Location.ShouldNotBeNull().ShouldContain("/error?");
        (await PublishedKeys.ReadAsync(app)).Verify(tokens.Text("access_token")!).ShouldBeFalse();
        var refreshed = (await app.RefreshAsync(tokens.Text("refresh_token")!)).Text("access_token").ShouldNotBeNull();
        (await app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {refreshed}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_pools_new_algorithm_signs_once_verifiers_must_know_its_key()
    {
        var app = await ClientCredentialsTests.MachineAsync(server);
        var cached = await PublishedKeys.ReadAsync(app);

        await SetAlgorithmAsync(app, "ES256");
        var before = await TokenAsync(app);
        var published = await PublishedKeys.ReadAsync(app);
        server.Clock.Advance(KeyRotation.LeadTime);
        var after = await TokenAsync(app);

        cached.Verify(before).ShouldBeTrue();
        PublishedKeys.HeaderOf(after).GetProperty("alg").GetString().ShouldBe("ES256");
        published.Verify(after).ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_changes_at_once_the_algorithm_that_signed_before_both_goes_on_and_one_of_known_keys_comes_back_at_once()
    {
        var app = await ClientCredentialsTests.MachineAsync(server);
        var cached = await PublishedKeys.ReadAsync(app);

        await SetAlgorithmAsync(app, "ES256");
        await SetAlgorithmAsync(app, "PS256");
        var between = await TokenAsync(app);
        server.Clock.Advance(KeyRotation.LeadTime);
        var after = await TokenAsync(app);
        await SetAlgorithmAsync(app, null);
        var back = await TokenAsync(app);
        var told = await server.CallAsync("GetUserPoolOAuthConfiguration", new { UserPoolId = app.PoolId });

        cached.Verify(between).ShouldBeTrue();
        PublishedKeys.HeaderOf(after).GetProperty("alg").GetString().ShouldBe("PS256");
        cached.Verify(back).ShouldBeTrue();
        told.Json.GetProperty("OAuthConfiguration").EnumerateObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clients_own_algorithm_signs_at_once_and_its_key_is_published_before()
    {
        var app = await ClientCredentialsTests.MachineAsync(server);

        (await server.CallAsync("SetUserPoolClientMetadata", new
        {
            UserPoolId = app.PoolId,
            ClientId = app.Client.Id,
            Metadata = new { hostedauth_access_token_signing_alg = "ES256" },
        })).ShouldSucceed();

        var pool = await server.Services.GetRequiredService<PoolDirectory>().FindAsync(app.PoolId, default);
        pool!.Keys.FindCurrent("ES256").ShouldNotBeNull();
        PublishedKeys.HeaderOf(await TokenAsync(app)).GetProperty("alg").GetString().ShouldBe("ES256");
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

    private async Task SetAlgorithmAsync(TestApp app, string? algorithm) => (await server.CallAsync(
        "SetUserPoolOAuthConfiguration",
        new
        {
            UserPoolId = app.PoolId,
            OAuthConfiguration = algorithm is null ? (object)new { } : new { SigningAlgorithm = algorithm },
        })).ShouldSucceed();

    private static async Task<string> TokenAsync(TestApp app) => (await app.TokenAsync(Grant, app.Basic())).Text("access_token")!;

    private static async Task<string?> KidAsync(TestApp app) =>
        PublishedKeys.HeaderOf(await TokenAsync(app)).GetProperty("kid").GetString();

    private Task RotateDueAsync() => server.Services.GetRequiredService<KeyRotation>().RotateDueAsync(CancellationToken.None);

    private Task<ApiAnswer> RotateAsync(TestApp app) =>
        server.CallAsync("RotateUserPoolSigningKeys", new { UserPoolId = app.PoolId });
}
