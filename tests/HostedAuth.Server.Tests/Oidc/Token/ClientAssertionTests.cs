using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Token;

/// <summary>private_key_jwt and client_secret_jwt (RFC 7523, section 3; OIDC Core, section 9; FAPI 2.0 Security Profile, 5.3.2.1).</summary>
public sealed class ClientAssertionTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly ClientKey Key = new();

    [Theory]
    [InlineData("ES256")]
    [InlineData("PS256")]
    [InlineData("RS256")]
    public async Task A_client_proves_itself_by_its_key(string algorithm)
    {
        var key = new ClientKey(algorithm);
        var app = await MachineAsync(key);

        var answer = await SendAsync(app, key.Sign(Claims(app)));

        answer.Status.ShouldBe(200, answer.Body);
    }

    [Fact]
    public async Task An_assertion_is_good_once()
    {
        var app = await MachineAsync(Key);
        var assertion = Key.Sign(Claims(app));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SendAsync(app, assertion)));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.First(answer => answer.Status != 200).ShouldRefuse(401, "invalid_client");
    }

    [Fact]
    public async Task The_audience_may_be_the_issuer_or_an_endpoint_alone_or_in_a_list()
    {
        var app = await MachineAsync(Key);
        object[] audiences =
        [
            app.Issuer, $"{app.Issuer}/oauth2/token", $"{app.Issuer}/oauth2/par", new[] { app.Issuer },
            new[] { app.Issuer, $"{app.Issuer}/oauth2/token" },
        ];

        foreach (var audience in audiences)
        {
            (await SendAsync(app, Key.Sign(Claims(app, ("aud", audience))))).Status.ShouldBe(200);
        }
    }

    [Fact]
    public async Task The_id_of_the_client_may_be_left_to_the_assertion()
    {
        var app = await MachineAsync(Key);

        var answer = await SendAsync(app, Key.Sign(Claims(app)), ("client_id", app.Client.Id));

        answer.Status.ShouldBe(200, answer.Body);
        (await SendAsync(app, Key.Sign(Claims(app)), ("client_id", "another"))).ShouldRefuse(401, "invalid_client");
    }

    [Fact]
    public async Task A_clock_that_runs_a_little_ahead_is_forgiven()
    {
        var app = await MachineAsync(Key);

        (await SendAsync(app, Key.Sign(Claims(app, ("nbf", In(8)), ("iat", In(8)))))).Status.ShouldBe(200);
        (await SendAsync(app, Key.Sign(Claims(app, ("nbf", In(61)))))).ShouldRefuse(401, "invalid_client");
    }

    [Fact]
    public async Task What_is_wrong_about_an_assertion_is_never_told()
    {
        var app = await MachineAsync(Key);
        (string, object?)[] wrong =
        [
            ("iss", "another"), ("iss", null), ("sub", null), ("sub", "another"), ("aud", null), ("aud", "https://other.example"),
            ("aud", new[] { app.Issuer, "https://other.example" }), ("aud", Array.Empty<string>()), ("aud", 1), ("exp", null),
            ("exp", In(0)), ("exp", In(-300)), ("exp", In(601)), ("exp", "soon"), ("iat", In(61)), ("iat", In(-3601)), ("iat", "now"),
            ("nbf", "now"), ("jti", null), ("jti", ""), ("jti", 7),
        ];

        foreach (var change in wrong)
        {
            var answer = await SendAsync(app, Key.Sign(Claims(app, change)));
            answer.ShouldRefuse(401, "invalid_client");
            answer.Text("error_description").ShouldBe("The client could not be authenticated.");
        }
    }

    [Fact]
    public async Task A_signature_that_is_none_of_the_clients_is_refused()
    {
        var app = await MachineAsync(Key);
        var stranger = new ClientKey(keyId: Key.KeyId);
        var claims = Claims(app);

        string[] assertions =
        [
            stranger.Sign(claims), stranger.Sign(claims, ("jwk", stranger.Jwk)), new ClientKey().Sign(claims),
            ClientKey.Write(claims, [("alg", "none")], _ => []), ClientKey.Write(claims, [("alg", "none")], _ => [0]),
            ClientKey.Write(claims, [("alg", "ES256"), ("kid", Key.KeyId)], _ => new byte[64]),
            Key.Sign(claims, ("crit", new[] { "exp" })), Key.Sign(claims, ("typ", "at+jwt")), Key.Sign(claims, ("alg", "ES384")),
            "not a token", new string('a', 20_000),
        ];

        foreach (var assertion in assertions)
        {
            (await SendAsync(app, assertion)).ShouldRefuse(401, "invalid_client");
        }
    }

    [Fact]
    public async Task A_refused_assertion_spends_nothing_of_the_clients()
    {
        var app = await MachineAsync(Key);
        var claims = Claims(app);
        await SendAsync(app, new ClientKey(keyId: Key.KeyId).Sign(claims));

        (await SendAsync(app, Key.Sign(claims))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_client_uses_the_one_way_and_algorithm_it_registered()
    {
        var app = await MachineAsync(Key);
        await RegisterAsync(app, new() { TokenEndpointAuthMethod = "private_key_jwt", Jwks = Key.Jwks, TokenEndpointAuthSigningAlg = "PS256" });

        (await SendAsync(app, Key.Sign(Claims(app)))).ShouldRefuse(401, "invalid_client");
        (await SendAsync(app, ClientKey.Sign(app.Client.Secret!, Claims(app)))).ShouldRefuse(401, "invalid_client");
        (await app.TokenAsync(Grant, app.Basic())).ShouldRefuse(401, "invalid_client");
        (await app.TokenAsync([.. Grant, ("client_id", app.Client.Id)])).ShouldRefuse(401, "invalid_client");
    }

    [Fact]
    public async Task A_client_that_registered_nothing_can_not_use_an_assertion()
    {
        var app = await ClientCredentialsTests.MachineAsync(server);

        (await SendAsync(app, ClientKey.Sign(app.Client.Secret!, Claims(app)))).ShouldRefuse(401, "invalid_client");
    }

    [Fact]
    public async Task A_client_proves_itself_by_its_secret_as_a_key()
    {
        var app = await ClientCredentialsTests.MachineAsync(server);
        await RegisterAsync(app, new() { TokenEndpointAuthMethod = "client_secret_jwt" });

        (await SendAsync(app, ClientKey.Sign(app.Client.Secret!, Claims(app)))).Status.ShouldBe(200);
        (await SendAsync(app, ClientKey.Sign(app.Client.Secret + "!", Claims(app)))).ShouldRefuse(401, "invalid_client");
        (await app.TokenAsync(Grant, app.Basic())).ShouldRefuse(401, "invalid_client");
    }

    [Fact]
    public async Task Of_two_secrets_each_is_good_as_a_key_and_one_that_is_too_short_for_it_is_refused()
    {
        var app = await ClientCredentialsTests.MachineAsync(server);
        var client = new { UserPoolId = app.PoolId, ClientId = app.Client.Id };
        var shorter = new { client.UserPoolId, client.ClientId, ClientSecret = new string('s', 31) };
        await RegisterAsync(app, new() { TokenEndpointAuthMethod = "client_secret_jwt" });

        (await server.CallAsync("AddUserPoolClientSecret", shorter)).ShouldRefuse("InvalidParameterException");
        var second = (await server.CallAsync("AddUserPoolClientSecret", client)).Text("ClientSecretDescriptor.ClientSecretValue")!;

        (await SendAsync(app, ClientKey.Sign(app.Client.Secret!, Claims(app)))).Status.ShouldBe(200);
        (await SendAsync(app, ClientKey.Sign(second, Claims(app)))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_client_whose_secret_is_too_short_can_not_sign_with_it()
    {
        var app = await ClientCredentialsTests.MachineAsync(server);
        (await server.CallAsync(
            "AddUserPoolClientSecret",
            new { UserPoolId = app.PoolId, ClientId = app.Client.Id, ClientSecret = new string('s', 31) })).ShouldSucceed();

        (await server.CallAsync(
            "SetUserPoolClientMetadata",
            new { UserPoolId = app.PoolId, ClientId = app.Client.Id, Metadata = new { token_endpoint_auth_method = "client_secret_jwt" } }))
            .ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task An_assertion_beside_a_secret_is_two_ways_at_once()
    {
        var app = await MachineAsync(Key);

        (await SendAsync(app, Key.Sign(Claims(app)), ("client_secret", "x"))).ShouldRefuse(400, "invalid_request");
    }

    [Fact]
    public async Task A_client_with_a_key_is_confidential()
    {
        var app = await TestApp.CreateAsync(server);
        await RegisterAsync(app, new() { TokenEndpointAuthMethod = "private_key_jwt", Jwks = Key.Jwks });
        var code = await app.CodeAsync(("code_challenge", null), ("code_challenge_method", null));

        (await app.ExchangeAsync(code, ("code_verifier", null))).ShouldRefuse(401, "invalid_client");
        var answer = await app.ExchangeAsync(code, ("code_verifier", null), Type, ("client_assertion", Key.Sign(Claims(app))));

        answer.Status.ShouldBe(200, answer.Body);
        var api = await server.CallPublicAsync(
            "GetTokensFromRefreshToken",
            new { ClientId = app.Client.Id, RefreshToken = answer.Text("refresh_token") });
        api.ShouldRefuse("NotAuthorizedException");
    }

    internal static (string, string?) Type =>
        ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

    private static readonly (string, string?)[] Grant = [("grant_type", "client_credentials")];

    private static Task<Answer> SendAsync(TestApp app, string assertion, params (string, string?)[] more) =>
        app.TokenAsync([.. Grant, Type, ("client_assertion", assertion), .. more]);

    private async Task<TestApp> MachineAsync(ClientKey key)
    {
        var app = await ClientCredentialsTests.MachineAsync(server);
        await RegisterAsync(app, new() { TokenEndpointAuthMethod = "private_key_jwt", Jwks = key.Jwks });
        return app;
    }

    private Task RegisterAsync(TestApp app, OAuthClientMetadata metadata) =>
        server.SetMetadataAsync(app.PoolId, app.Client.Id, metadata);

    private long In(int seconds) => server.Clock.GetUtcNow().ToUnixTimeSeconds() + seconds;

    private Dictionary<string, object?> Claims(TestApp app, params (string Name, object? Value)[] changes) =>
        app.AssertionClaims(server.Clock.GetUtcNow(), changes);
}
