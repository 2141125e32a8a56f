using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc.Introspection;

namespace HostedAuth.Server.Tests.Oidc.Dpop;

/// <summary>Tokens bound to a key (RFC 9449, sections 5 and 6).</summary>
public sealed class DpopTokenTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly object Confidential = new { GenerateSecret = true };

    [Fact]
    public async Task With_a_proof_the_access_token_is_bound_to_its_key()
    {
        using var app = await ProvingApp.CreateAsync(server);

        var tokens = await app.TokensAsync();

        tokens.Status.ShouldBe(200, tokens.Body);
        tokens.Text("token_type").ShouldBe("DPoP");
        tokens.Claims("access_token").GetProperty("cnf").GetProperty("jkt").GetString().ShouldBe(app.Key.Thumbprint);
        tokens.Claims("id_token").TryGetProperty("cnf", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_proof_it_is_a_Bearer_token()
    {
        using var app = await ProvingApp.CreateAsync(server);

        var tokens = await app.App.TokensAsync();

        tokens.Text("token_type").ShouldBe("Bearer");
        tokens.Claims("access_token").TryGetProperty("cnf", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_clients_token_for_itself_is_bound_too()
    {
        using var app = new ProvingApp(server, await ClientCredentialsTests.MachineAsync(server));
        (string, string?)[] form =
        [
            ("grant_type", "client_credentials"), ("client_id", app.App.Client.Id), ("client_secret", app.App.Client.Secret),
        ];

        var answer = await app.PostAsync(ProvingApp.TokenPath, form, app.Proof());

        answer.Text("token_type").ShouldBe("DPoP");
        answer.Claims("access_token").GetProperty("cnf").GetProperty("jkt").GetString().ShouldBe(app.Key.Thumbprint);
    }

    [Fact]
    public async Task A_public_clients_refresh_token_asks_for_the_same_key()
    {
        using var app = await ProvingApp.CreateAsync(server);
        using var thief = new ProvingApp(server, app.App);
        var token = (await app.TokensAsync()).Text("refresh_token")!;

        (await app.App.RefreshAsync(token)).ShouldRefuse(400, "invalid_grant");
        (await thief.RefreshAsync(token, thief.Proof())).ShouldRefuse(400, "invalid_grant");
        var refreshed = await app.RefreshAsync(token, app.Proof());

        refreshed.Status.ShouldBe(200, refreshed.Body);
        refreshed.Text("token_type").ShouldBe("DPoP");
    }

    [Fact]
    public async Task A_bound_refresh_token_need_not_rotate_unless_the_client_wants_it()
    {
        using var app = await ProvingApp.CreateAsync(server);
        using var rotating = await ProvingApp.CreateAsync(
            server,
            new { RefreshTokenRotation = new { Feature = "ENABLED", RetryGracePeriodSeconds = 0 } });
        var steady = (await app.TokensAsync()).Text("refresh_token")!;
        var first = (await rotating.TokensAsync()).Text("refresh_token")!;

        (await app.RefreshAsync(steady, app.Proof())).Text("refresh_token").ShouldBeNull();
        (await rotating.RefreshAsync(first, rotating.Proof())).Text("refresh_token").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_thief_without_the_key_cannot_end_the_session_by_an_old_refresh_token()
    {
        using var app = await ProvingApp.CreateAsync(
            server,
            new { RefreshTokenRotation = new { Feature = "ENABLED", RetryGracePeriodSeconds = 0 } });
        var old = (await app.TokensAsync()).Text("refresh_token")!;
        var current = (await app.RefreshAsync(old, app.Proof())).Text("refresh_token")!;

        (await app.App.RefreshAsync(old)).ShouldRefuse(400, "invalid_grant");

        (await app.RefreshAsync(current, app.Proof())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_confidential_clients_refresh_token_is_bound_to_the_client_alone()
    {
        using var app = await ProvingApp.CreateAsync(server, Confidential);
        using var otherKey = new ProvingApp(server, app.App);
        var token = (await app.TokensAsync()).Text("refresh_token")!;

        var refreshed = await otherKey.RefreshAsync(token, otherKey.Proof());

        refreshed.Status.ShouldBe(200, refreshed.Body);
        refreshed.Claims("access_token").GetProperty("cnf").GetProperty("jkt").GetString().ShouldBe(otherKey.Key.Thumbprint);
    }

    [Fact]
    public async Task A_client_whose_tokens_are_always_bound_gets_none_without_a_proof_and_keeps_its_code()
    {
        using var app = await ProvingApp.CreateAsync(server);
        var metadata = new OAuthClientMetadata { DpopBoundAccessTokens = true };
        await server.SetMetadataAsync(app.App.PoolId, app.App.Client.Id, metadata);
        var code = await app.App.CodeAsync();

        (await app.App.ExchangeAsync(code)).ShouldRefuse(400, "invalid_dpop_proof");

        (await app.ExchangeAsync(code, app.Proof())).Text("token_type").ShouldBe("DPoP");
    }

    [Fact]
    public async Task A_bad_proof_leaves_the_code_good()
    {
        using var app = await ProvingApp.CreateAsync(server);
        var code = await app.App.CodeAsync();

        (await app.ExchangeAsync(code, "nonsense")).ShouldRefuse(400, "invalid_dpop_proof");

        (await app.ExchangeAsync(code, app.Proof())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Introspection_tells_what_a_token_is_bound_to()
    {
        using var app = await ProvingApp.CreateAsync(server, new { GenerateSecret = true });
        var tokens = await app.TokensAsync();

        var access = await app.App.IntrospectAsync(tokens.Text("access_token")!);
        var refresh = await app.App.IntrospectAsync(tokens.Text("refresh_token")!);

        access.Text("token_type").ShouldBe("DPoP");
        access.Json.GetProperty("cnf").GetProperty("jkt").GetString().ShouldBe(app.Key.Thumbprint);
        // A refresh token is bound where its client can't prove itself otherwise, and such a client isn't told (RFC 9449, section 5).
        refresh.ShouldBeActive();
        refresh.Json.TryGetProperty("cnf", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Where_no_proof_can_be_sent_a_bound_token_is_of_no_use()
    {
        using var app = await ProvingApp.CreateAsync(server, new { ExplicitAuthFlows = new[] { "ALLOW_REFRESH_TOKEN_AUTH" } });
        var tokens = await app.TokensAsync(scope: "openid aws.cognito.signin.user.admin");
        var (access, refresh) = (tokens.Text("access_token"), tokens.Text("refresh_token"));
        var bearer = (await app.App.TokensAsync("openid aws.cognito.signin.user.admin")).Text("access_token");
        var byRefresh = new
        {
            AuthFlow = "REFRESH_TOKEN_AUTH",
            ClientId = app.App.Client.Id,
            AuthParameters = new { REFRESH_TOKEN = refresh },
        };

        (await server.CallPublicAsync("GetUser", new { AccessToken = bearer })).ShouldSucceed();
        (await server.CallPublicAsync("GetUser", new { AccessToken = access })).ShouldRefuse("NotAuthorizedException", "Invalid Access Token");
        (await server.CallPublicAsync("GlobalSignOut", new { AccessToken = access })).ShouldRefuse("NotAuthorizedException", "Invalid Access Token");
        (await server.CallPublicAsync("InitiateAuth", byRefresh)).ShouldRefuse("NotAuthorizedException", "Invalid Refresh Token");
    }
}
