using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>What /oauth2/authorize accepts and refuses.</summary>
public sealed class AuthorizeTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Without_a_session_the_browser_goes_to_the_login_page_with_the_whole_request()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("login_hint", "alice"), ("nonce", "n")));

        answer.Status.ShouldBe(303);
        answer.Location.ShouldNotBeNull().ShouldStartWith($"/{app.PoolId}/login?");
        answer.Parameter("client_id").ShouldBe(app.Client.Id);
        answer.Parameter("redirect_uri").ShouldBe(TestApp.Callback);
        answer.Parameter("state").ShouldBe("the state");
        answer.Parameter("login_hint").ShouldBe("alice");
        answer.Parameter("flow").ShouldNotBeNullOrEmpty();
        answer.Header("Cache-Control").ShouldBe("no-store");
    }

    [Fact]
    public async Task With_a_session_the_client_gets_a_code_its_state_and_the_issuer()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(), await app.SignInAsync());

        answer.Status.ShouldBe(303);
        answer.Location.ShouldNotBeNull().ShouldStartWith($"{TestApp.Callback}?code=");
        answer.Parameter("state").ShouldBe("the state");
        answer.Parameter("iss").ShouldBe(app.Issuer);
        answer.Header("Referrer-Policy").ShouldBe("no-referrer");
    }

    [Fact]
    public async Task A_redirect_uri_with_a_query_keeps_it()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(
            app.Query(("redirect_uri", $"{TestApp.Callback}?with=query")),
            await app.SignInAsync());

        answer.Location.ShouldNotBeNull().ShouldStartWith($"{TestApp.Callback}?with=query&code=");
    }

    [Theory]
    [InlineData("client_id", null, "invalid_request")]
    [InlineData("client_id", "unknown", "invalid_client")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("redirect_uri", "https://evil.example/", "redirect_mismatch")]
    public async Task A_wrong_client_or_address_ends_on_our_page(string name, string? value, string error)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query((name, value)), await app.SignInAsync());

        answer.ShouldStayHere(error);
    }

    [Theory]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "sorcery", "unsupported_response_type")]
    [InlineData("response_type", "code code", "unsupported_response_type")]
    [InlineData("response_mode", "pigeon", "invalid_request")]
    [InlineData("scope", "openid other/scope", "invalid_scope")]
    [InlineData("scope", "openid offline_access", "invalid_scope")]
    [InlineData("scope", " ", "invalid_scope")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+c=", "invalid_request")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("prompt", "dance", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("max_age", "soon", "invalid_request")]
    [InlineData("identity_provider", "Google", "invalid_request")]
    [InlineData("idp_identifier", "example.com", "invalid_request")]
    [InlineData("id_token_hint", "no.jwt.this", "invalid_request")]
    [InlineData("nonce", "line\nbreak", "invalid_request")]
    [InlineData("nonce", "nul\0", "invalid_request")]
    public async Task What_is_asked_wrongly_is_told_to_the_client(string name, string? value, string error)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query((name, value)), await app.SignInAsync());

        answer.ShouldTellTheClient(error);
        answer.Parameter("error_description").ShouldNotBeNullOrEmpty();
        answer.Parameter("state").ShouldBe("the state");
        answer.Parameter("iss").ShouldBe(app.Issuer);
        answer.Parameter("code").ShouldBeNull();
    }

    [Theory]
    [InlineData("response_mode", "query")]
    [InlineData("response_mode", "fragment")]
    [InlineData("response_mode", "form_post")]
    [InlineData("identity_provider", "COGNITO")]
    [InlineData("nonce", "abc")]
    [InlineData("state", null)]
    [InlineData("max_age", "10000")]
    [InlineData("prompt", "none")]
    [InlineData("ui_locales", "de en")]
    [InlineData("claims_locales", "se")]
    [InlineData("acr_values", "1 2")]
    [InlineData("display", "popup")]
    [InlineData("login_hint", "alice")]
    [InlineData("extra", "is ignored")]
    [InlineData("scope", "openid profile email phone aws.cognito.signin.user.admin")]
    public async Task What_is_asked_rightly_is_answered(string name, string? value)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query((name, value)), await app.SignInAsync());

        answer.Parameter("code").ShouldNotBeNullOrEmpty(answer.Location);
    }

    [Fact]
    public async Task Without_a_scope_all_of_the_clients_are_granted()
    {
        var app = await TestApp.CreateAsync(server, new { AllowedOAuthScopes = new[] { "openid", "email" } });

        var tokens = await app.ExchangeAsync(await app.CodeAsync(("scope", null)));

        tokens.Text("scope")!.Split(' ').ShouldBe(["openid", "email"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_client_without_the_code_flow_is_told_so()
    {
        var app = await TestApp.CreateAsync(server, new { AllowedOAuthFlows = new[] { "implicit" } });

        var answer = await app.AuthorizeAsync(app.Query());

        answer.ShouldTellTheClient("unauthorized_client");
    }

    [Fact]
    public async Task A_confidential_client_may_go_without_PKCE()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });

        var answer = await app.AuthorizeAsync(
            app.Query(("code_challenge", null), ("code_challenge_method", null)),
            await app.SignInAsync());

        answer.Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("hostedauth:pkce", "optional")]
    [InlineData("hostedauth:strict", "true")]
    public async Task A_pool_can_let_public_clients_go_without_PKCE(string tag, string value)
    {
        var app = await TestApp.CreateAsync(
            server,
            pool: new { UserPoolTags = new Dictionary<string, string> { [tag] = value } });

        var answer = await app.AuthorizeAsync(
            app.Query(("code_challenge", null), ("code_challenge_method", null)),
            await app.SignInAsync());

        answer.Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task The_error_about_PKCE_says_how_to_get_it_right()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("code_challenge", null), ("code_challenge_method", null)));

        answer.Parameter("error_description").ShouldNotBeNull().ShouldContain("code_challenge_method=S256");
        answer.Parameter("error_description").ShouldNotBeNull().ShouldContain("hostedauth:pkce");
    }

    [Theory]
    [InlineData("/oauth2/authorize", 13_000, "application/x-www-form-urlencoded")]
    [InlineData("/oauth2/authorize", 70_000, "application/x-www-form-urlencoded")]
    [InlineData("/oauth2/authorize", 1, "text/plain")]
    [InlineData("/logout", 13_000, "application/x-www-form-urlencoded")]
    [InlineData("/logout", 70_000, "application/x-www-form-urlencoded")]
    public async Task A_post_that_can_not_become_a_get_is_told_on_a_page(string path, int length, string contentType)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.PostRawAsync(path, $"{app.Query()[1..]}&more={new string('x', length)}", contentType: contentType);

        answer.ShouldStayHere("invalid_request");
    }

    [Fact]
    public async Task A_post_becomes_a_get_with_the_same_request()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.PostRawAsync("/oauth2/authorize", app.Query()[1..]);

        answer.Status.ShouldBe(303);
        answer.Location.ShouldNotBeNull().ShouldStartWith($"/{app.PoolId}/oauth2/authorize?response_type=code&");
        answer.Parameter("redirect_uri").ShouldBe(TestApp.Callback);
    }
}
