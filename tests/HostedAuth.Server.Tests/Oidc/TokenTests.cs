using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>POST /oauth2/token with codes and refresh tokens.</summary>
public sealed class TokenTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly object Strict = new { UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" } };

    [Fact]
    public async Task A_code_gives_an_ID_an_access_and_a_refresh_token()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.ExchangeAsync(await app.CodeAsync(("nonce", "the nonce")));

        answer.Status.ShouldBe(200, answer.Body);
        answer.Text("token_type").ShouldBe("Bearer");
        answer.Text("expires_in").ShouldBe("3600");
        answer.Text("refresh_token").ShouldNotBeNullOrEmpty();
        var idToken = answer.Claims("id_token");
        idToken.GetProperty("iss").GetString().ShouldBe(app.Issuer);
        idToken.GetProperty("aud").GetString().ShouldBe(app.Client.Id);
        idToken.GetProperty("nonce").GetString().ShouldBe("the nonce");
        answer.Claims("access_token").GetProperty("scope").GetString().ShouldBe("openid email");
        answer.Header("Cache-Control").ShouldBe("no-store");
        answer.Header("Content-Type").ShouldBe("application/json");
        answer.Header("Access-Control-Allow-Origin").ShouldBe("*");
    }

    [Fact]
    public async Task Without_openid_there_is_no_ID_token()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.ExchangeAsync(await app.CodeAsync(("scope", "aws.cognito.signin.user.admin")));

        answer.Text("access_token").ShouldNotBeNullOrEmpty();
        answer.Text("id_token").ShouldBeNull();
    }

    [Theory]
    [InlineData("code", "unknown", "invalid_grant")]
    [InlineData("code", null, "invalid_request")]
    [InlineData("redirect_uri", "https://app.example/callback?with=query", "invalid_grant")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("code_verifier", "another-verifier-another-verifier-another-verifier", "invalid_grant")]
    [InlineData("code_verifier", null, "invalid_grant")]
    [InlineData("grant_type", null, "invalid_request")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("grant_type", "client_credentials", "unauthorized_client")]
    public async Task A_wrong_exchange_is_refused(string name, string? value, string error)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.ExchangeAsync(await app.CodeAsync(), (name, value));

        answer.ShouldRefuse(400, error);
    }

    [Fact]
    public async Task A_code_is_good_for_five_minutes()
    {
        var app = await TestApp.CreateAsync(server);
        var code = await app.CodeAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(5));

        var answer = await app.ExchangeAsync(code);

        answer.ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task A_public_clients_refresh_token_rotates()
    {
        var app = await TestApp.CreateAsync(server);
        var first = await app.TokensAsync();

        var second = await app.RefreshAsync(first.Text("refresh_token")!);

        second.Status.ShouldBe(200, second.Body);
        second.Text("refresh_token").ShouldNotBeNullOrEmpty();
        second.Text("refresh_token").ShouldNotBe(first.Text("refresh_token"));
        second.Text("id_token").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_confidential_clients_refresh_token_stays()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var first = await app.TokensAsync();

        var second = await app.RefreshAsync(first.Text("refresh_token")!);
        var third = await app.RefreshAsync(first.Text("refresh_token")!);

        second.Text("refresh_token").ShouldBeNull();
        third.Status.ShouldBe(200, third.Body);
    }

    [Fact]
    public async Task A_refresh_token_used_again_after_its_grace_ends_the_chain()
    {
        var app = await TestApp.CreateAsync(server);
        var first = (await app.TokensAsync()).Text("refresh_token")!;
        var second = (await app.RefreshAsync(first)).Text("refresh_token")!;
        server.Clock.Advance(TimeSpan.FromSeconds(11));

        var reuse = await app.RefreshAsync(first);
        var successor = await app.RefreshAsync(second);

        reuse.ShouldRefuse(400, "invalid_grant");
        successor.ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task In_a_strict_pool_no_refresh_token_rotates_unless_the_client_says_so()
    {
        var app = await TestApp.CreateAsync(server, pool: Strict);
        var token = (await app.TokensAsync()).Text("refresh_token")!;

        var second = await app.RefreshAsync(token);
        var third = await app.RefreshAsync(token);

        second.Status.ShouldBe(200, second.Body);
        second.Text("refresh_token").ShouldBeNull();
        third.Status.ShouldBe(200, third.Body);
    }

    [Fact]
    public async Task And_where_it_does_a_token_used_again_at_once_ends_the_chain()
    {
        var app = await TestApp.CreateAsync(server, new { RefreshTokenRotation = new { Feature = "ENABLED" } }, Strict);
        var first = (await app.TokensAsync()).Text("refresh_token")!;
        var second = (await app.RefreshAsync(first)).Text("refresh_token").ShouldNotBeNull();

        var reuse = await app.RefreshAsync(first);
        var successor = await app.RefreshAsync(second);

        reuse.ShouldRefuse(400, "invalid_grant");
        successor.ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task A_refresh_may_narrow_the_scope_but_not_widen_it()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var token = (await app.TokensAsync("openid email")).Text("refresh_token")!;

        var narrow = await app.RefreshAsync(token, ("scope", "openid"));
        var wide = await app.RefreshAsync(token, ("scope", "openid email phone"));

        narrow.Text("scope").ShouldBe("openid", narrow.Body);
        wide.ShouldRefuse(400, "invalid_scope");
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task A_forged_refresh_token_is_refused(string token)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.RefreshAsync(token);

        answer.ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task Only_forms_are_read()
    {
        var app = await TestApp.CreateAsync(server);

        var json = await app.PostRawAsync("/oauth2/token", "{}", contentType: "application/json");
        var multipart = await app.PostRawAsync("/oauth2/token", "--x--", contentType: "multipart/form-data; boundary=x");

        json.ShouldRefuse(400, "invalid_request");
        multipart.ShouldRefuse(400, "invalid_request");
    }

    [Fact]
    public async Task Parameters_in_the_query_are_not_looked_at()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.PostRawAsync($"/oauth2/token?grant_type=refresh_token&client_id={app.Client.Id}", "");

        answer.ShouldRefuse(401, "invalid_client");
    }

    [Fact]
    public async Task A_preflight_is_answered_for_every_origin_without_credentials()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.SendAsync(
            HttpMethod.Options,
            "/oauth2/token",
            request =>
            {
                request.Headers.Add("Origin", "https://spa.example");
                request.Headers.Add("Access-Control-Request-Method", "POST");
            });

        answer.Status.ShouldBe(204);
        answer.Header("Access-Control-Allow-Origin").ShouldBe("*");
        answer.Header("Access-Control-Allow-Methods").ShouldBe("POST");
        answer.Header("Access-Control-Allow-Credentials").ShouldBeNull();
    }
}
