using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Authorize;

/// <summary>Multiple Response Types, section 2.1; Form Post Response Mode; JARM.</summary>
public sealed class ResponseModeTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly object Implicit = new { AllowedOAuthFlows = new[] { "code", "implicit" } };

    [Fact]
    public async Task A_code_goes_by_the_fragment_where_that_is_asked_for()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("response_mode", "fragment")), await app.SignInAsync());

        answer.Location.ShouldNotBeNull().ShouldStartWith($"{TestApp.Callback}#code=");
    }

    [Theory]
    [InlineData("query")]
    [InlineData("query.jwt")]
    public async Task Tokens_never_go_by_the_query(string mode)
    {
        var app = await TestApp.CreateAsync(server, Implicit);

        var answer = await app.AuthorizeAsync(
            app.Query(("response_type", "token"), ("response_mode", mode)),
            await app.SignInAsync());

        answer.ShouldTellTheClient("invalid_request");
        answer.Location.ShouldNotBeNull().ShouldStartWith($"{TestApp.Callback}#error=");
        answer.Location.ShouldNotContain("access_token");
    }

    [Fact]
    public async Task The_form_posts_itself_has_a_button_and_can_post_nowhere_else()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(
            app.Query(("response_mode", "form_post"), ("state", "<\"'&>")),
            await app.SignInAsync());

        answer.Status.ShouldBe(200);
        answer.Header("Content-Type").ShouldBe("text/html; charset=utf-8");
        answer.Header("Cache-Control").ShouldBe("no-store");
        answer.Body.ShouldContain($"<form method=\"post\" action=\"{TestApp.Callback}\"");
        answer.Body.ShouldContain("<button");
        answer.Parameter("code").ShouldNotBeNullOrEmpty();
        answer.Parameter("state").ShouldBe("<\"'&>");
        answer.Parameter("iss").ShouldBe(app.Issuer);
        var policy = answer.Header("Content-Security-Policy").ShouldNotBeNull();
        policy.ShouldContain("form-action https://app.example;");
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
    }

    [Theory]
    [InlineData("http://localhost:8080/cb", "form-action http://localhost:8080;")]
    [InlineData("myapp://callback", "form-action myapp:;")]
    [InlineData("https://app.example:8443/cb?x=\"y\"", "form-action https://app.example:8443;")]
    public async Task The_policy_names_the_origin_of_the_address_or_an_apps_own_scheme(string address, string expected)
    {
        var app = await TestApp.CreateAsync(server, new { CallbackURLs = new[] { address } });

        var answer = await app.AuthorizeAsync(
            app.Query(("response_mode", "form_post"), ("redirect_uri", address)),
            await app.SignInAsync());

        answer.Header("Content-Security-Policy").ShouldNotBeNull().ShouldContain(expected);
    }

    [Fact]
    public async Task Errors_go_by_the_mode_asked_for_from_the_endpoint_and_from_a_page()
    {
        var app = await TestApp.CreateAsync(server);
        var query = app.Query(("response_mode", "form_post"), ("prompt", "dance"));

        var atEndpoint = await app.AuthorizeAsync(query);
        var atPage = await app.GetAsync($"/login{query}");

        foreach (var answer in new[] { atEndpoint, atPage })
        {
            answer.Status.ShouldBe(200);
            answer.Parameter("error").ShouldBe("invalid_request");
            answer.Parameter("state").ShouldBe("the state");
            answer.Header("Content-Security-Policy").ShouldNotBeNull().ShouldContain("form-action https://app.example;");
        }
    }

    [Theory]
    [InlineData("jwt", "code", "?response=")]
    [InlineData("query.jwt", "code", "?response=")]
    [InlineData("fragment.jwt", "code", "#response=")]
    [InlineData("jwt", "token", "#response=")]
    [InlineData("fragment.jwt", "id_token token", "#response=")]
    public async Task A_secured_answer_is_one_JWT_for_the_client_alone(string mode, string type, string start)
    {
        var app = await TestApp.CreateAsync(server, Implicit);

        var answer = await app.AuthorizeAsync(
            app.Query(("response_type", type), ("response_mode", mode), ("nonce", "n")),
            await app.SignInAsync());

        answer.Location.ShouldNotBeNull().ShouldStartWith(TestApp.Callback + start);
        answer.Parameter("state").ShouldBeNull();
        answer.Parameter("iss").ShouldBeNull();
        var claims = answer.ParameterClaims("response");
        claims.GetProperty("iss").GetString().ShouldBe(app.Issuer);
        claims.GetProperty("aud").GetString().ShouldBe(app.Client.Id);
        claims.GetProperty("exp").GetInt64().ShouldBe(server.Clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds());
        claims.GetProperty("state").GetString().ShouldBe("the state");
        claims.GetProperty(type == "code" ? "code" : "access_token").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_secured_form_and_a_secured_error_are_JWTs_too()
    {
        var app = await TestApp.CreateAsync(server);

        var form = await app.AuthorizeAsync(app.Query(("response_mode", "form_post.jwt")), await app.SignInAsync());
        var error = await app.AuthorizeAsync(app.Query(("response_mode", "jwt"), ("prompt", "none")));

        form.ParameterClaims("response").GetProperty("code").GetString().ShouldNotBeNullOrEmpty();
        form.Parameter("code").ShouldBeNull();
        error.Parameter("error").ShouldBeNull();
        error.ParameterClaims("response").GetProperty("error").GetString().ShouldBe("login_required");
    }
}
