using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Registration;

/// <summary>POST /oauth2/register (RFC 7591, section 3; OpenID Connect Registration, section 3).</summary>
public sealed class RegisterTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Callback = RegistrationWorld.Callback;

    [Fact]
    public async Task A_registered_client_is_told_what_it_is_and_works()
    {
        var world = await RegistrationWorld.CreateAsync(server);

        var answer = await world.RegisteredAsync(new { redirect_uris = new[] { Callback }, client_name = "My app", tos_uri = "https://app.example/tos" });

        answer.Header("Cache-Control").ShouldBe("no-store");
        var id = answer.Text("client_id").ShouldNotBeNull();
        answer.Text("client_secret").ShouldNotBeNull();
        answer.Json.GetProperty("client_secret_expires_at").GetInt64().ShouldBe(0);
        answer.Json.GetProperty("client_id_issued_at").GetInt64().ShouldBe(server.Clock.GetUtcNow().ToUnixTimeSeconds());
        answer.Text("registration_client_uri").ShouldBe($"{world.Issuer}/oauth2/register/{id}");
        answer.Text("registration_access_token").ShouldNotBeNull();
        answer.Text("client_name").ShouldBe("My app");
        answer.Text("tos_uri").ShouldBe("https://app.example/tos");
        answer.Text("redirect_uris").ShouldBe($"[\"{Callback}\"]");
        answer.Text("grant_types").ShouldBe("""["authorization_code","refresh_token"]""");
        answer.Text("response_types").ShouldBe("""["code"]""");
        answer.Text("token_endpoint_auth_method").ShouldBe("client_secret_basic");
        answer.Text("scope").ShouldBe("openid email phone profile address");
        (await world.App.AuthorizeAsync(world.App.Query(("client_id", id)))).Location.ShouldNotBeNull().ShouldContain("/login?");
    }

    [Fact]
    public async Task Nobody_registers_where_the_pool_does_not_say_so()
    {
        var closed = await RegistrationWorld.CreateAsync(server, new { EnableStatus = "Disabled", OpenDcrEnabled = true });
        var silent = await TestApp.CreateAsync(server);

        var answer = await closed.RegisterAsync(new { redirect_uris = new[] { Callback } });
        var other = await silent.PostRawAsync("/oauth2/register", "{}", contentType: "application/json");

        answer.ShouldRefuse(403, "access_denied");
        other.ShouldRefuse(403, "access_denied");
    }

    [Fact]
    public async Task A_pool_that_is_not_open_wants_an_initial_access_token_with_the_scope()
    {
        var world = await RegistrationWorld.CreateAsync(server, new { EnableStatus = "Enabled" });
        var body = new { redirect_uris = new[] { Callback } };

        var without = await world.RegisterAsync(body);
        var wrong = await world.RegisterAsync(body, "nonsense");
        var good = await world.RegisterAsync(body, await world.InitialTokenAsync(server));

        without.ShouldRefuse(401, "invalid_token");
        without.Header("WWW-Authenticate").ShouldBe("Bearer realm=\"HostedAuth\", scope=\"aws.cognito/dcr/register\"");
        wrong.ShouldRefuse(401, "invalid_token");
        wrong.Header("WWW-Authenticate").ShouldBe(
            "Bearer realm=\"HostedAuth\", error=\"invalid_token\", error_description=\"The initial access token is not valid.\"");
        good.Status.ShouldBe(201, good.Body);
    }

    [Fact]
    public async Task Tokens_of_users_of_other_pools_and_without_the_scope_register_nobody()
    {
        var world = await RegistrationWorld.CreateAsync(server, new { EnableStatus = "Enabled" });
        var other = await RegistrationWorld.CreateAsync(server, new { EnableStatus = "Enabled" });
        (await server.CallAsync(
            "CreateResourceServer",
            new { UserPoolId = world.PoolId, Identifier = "api", Name = "api", Scopes = new[] { new { ScopeName = "a", ScopeDescription = "-" } } }))
            .ShouldSucceed();
        var users = (await world.App.TokensAsync()).Text("access_token");
        var body = new { redirect_uris = new[] { Callback } };

        (await world.RegisterAsync(body, users)).ShouldRefuse(401, "invalid_token");
        (await world.RegisterAsync(body, await other.InitialTokenAsync(server))).ShouldRefuse(401, "invalid_token");
        var poor = await world.RegisterAsync(body, await world.InitialTokenAsync(server, "api/a"));
        poor.ShouldRefuse(403, "insufficient_scope");
        var expired = await world.InitialTokenAsync(server);
        server.Clock.Advance(TimeSpan.FromHours(2));
        (await world.RegisterAsync(body, expired)).ShouldRefuse(401, "invalid_token");
    }

    [Theory]
    [InlineData("""{"grant_types":["client_credentials"],"scope":"openid"}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"grant_types":["implicit"],"response_types":["token"]}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"grant_types":["password"]}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"grant_types":["urn:ietf:params:oauth:grant-type:token-exchange"]}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"grant_types":["refresh_token"]}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"response_types":["code id_token"]}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"response_types":["nonsense"]}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"scope":"aws.cognito/dcr/register"}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"scope":"aws.cognito.signin.user.admin"}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"token_endpoint_auth_method":"private_key_jwt"}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"id_token_encrypted_response_alg":"RSA-OAEP"}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"id_token_signed_response_alg":"none"}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"logo_uri":"javascript:alert(1)"}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"jwks":{"keys":[{"kty":"oct","k":"AAAA"}]}}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"sector_identifier_uri":"https://10.0.0.1/"}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"post_logout_redirect_uris":["javascript:alert(1)"]}""")]
    [InlineData("""{"redirect_uris":"https://app.example/"}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"client_name":5}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"client_name":"a\u0000b"}""")]
    [InlineData("""{"redirect_uris":["https://app.example/"],"client_name":"\ud800"}""")]
    [InlineData("""{"client_name":"one","client_name":"two"}""")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task What_can_not_be_registered_is_invalid_client_metadata(string body)
    {
        var world = await RegistrationWorld.CreateAsync(server);

        var answer = await world.SendAsync(HttpMethod.Post, "/oauth2/register", null, body);

        answer.ShouldRefuse(400, "invalid_client_metadata");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"redirect_uris":[]}""")]
    [InlineData("""{"redirect_uris":["https://app.example/#fragment"]}""")]
    [InlineData("""{"redirect_uris":["http://app.example/"]}""")]
    [InlineData("""{"redirect_uris":["javascript:alert(1)"]}""")]
    [InlineData("""{"redirect_uris":["/callback"]}""")]
    [InlineData("""{"redirect_uris":["com.example.app:/back"],"application_type":"web"}""")]
    public async Task What_nobody_may_be_sent_back_to_is_invalid_redirect_uri(string body)
    {
        var world = await RegistrationWorld.CreateAsync(server);

        var answer = await world.SendAsync(HttpMethod.Post, "/oauth2/register", null, body);

        answer.ShouldRefuse(400, "invalid_redirect_uri");
    }

    [Theory]
    [InlineData("http://localhost:8080/back", null)]
    [InlineData("http://127.0.0.1/back", "native")]
    [InlineData("com.example.app:/back", "native")]
    public async Task Apps_of_a_device_come_back_by_their_own_scheme_or_by_the_loopback(string address, string? type)
    {
        var world = await RegistrationWorld.CreateAsync(server);

        var answer = await world.RegisterAsync(
            new { redirect_uris = new[] { address }, application_type = type, token_endpoint_auth_method = "none" });

        answer.Status.ShouldBe(201, answer.Body);
        answer.Text("client_secret").ShouldBeNull();
        answer.Text("client_secret_expires_at").ShouldBeNull();
    }

    [Theory]
    [InlineData("http://localhost/back")]
    [InlineData("https://localhost/back")]
    public async Task A_web_client_of_the_implicit_grant_is_on_https_and_not_on_localhost(string address)
    {
        var world = await RegistrationWorld.CreateAsync(
            server,
            new { EnableStatus = "Enabled", OpenDcrEnabled = true, OpenDcrGrantTypes = new[] { "implicit" } });

        var answer = await world.RegisterAsync(
            new { redirect_uris = new[] { address }, grant_types = new[] { "implicit" }, response_types = new[] { "id_token token" } });

        answer.ShouldRefuse(400, "invalid_redirect_uri");
    }

    [Fact]
    public async Task A_software_statement_is_not_approved()
    {
        var world = await RegistrationWorld.CreateAsync(server);

        var answer = await world.RegisterAsync(new { redirect_uris = new[] { Callback }, software_statement = "e30.e30." });

        answer.ShouldRefuse(400, "unapproved_software_statement");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_of_a_client_that_lost_the_scope_registers_nothing(bool isSwitchedOff)
    {
        var world = await RegistrationWorld.CreateAsync(server, new { EnableStatus = "Enabled" });
        var body = new { redirect_uris = new[] { Callback } };
        var token = await world.InitialTokenAsync(server);
        (await world.RegisterAsync(body, token)).Status.ShouldBe(201);
        var clients = await server.CallAsync("ListUserPoolClients", new { UserPoolId = world.PoolId, MaxResults = 60 });
        foreach (var client in clients.Json.GetProperty("UserPoolClients").EnumerateArray())
        {
            (await server.CallAsync("UpdateUserPoolClient", new
            {
                UserPoolId = world.PoolId,
                ClientId = client.GetProperty("ClientId").GetString(),
                AllowedOAuthFlows = new[] { "code" },
                AllowedOAuthScopes = new[] { "openid", isSwitchedOff ? "aws.cognito/dcr/register" : "email" },
                CallbackURLs = new[] { Callback },
                AllowedOAuthFlowsUserPoolClient = !isSwitchedOff,
            })).ShouldSucceed();
        }

        (await world.RegisterAsync(body, token)).ShouldRefuse(403, "insufficient_scope");
    }
}
