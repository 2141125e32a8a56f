using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>Requests to the OAuth endpoints that are doubled, huge, malformed, or of a kind that is not served.</summary>
public sealed class OAuthRequestAttackTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("scope")]
    [InlineData("response_type")]
    [InlineData("code_challenge")]
    [InlineData("nonce")]
    [InlineData("unknown")]
    public async Task A_parameter_sent_twice_is_refused(string name)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync($"{app.Query((name, "a"))}&{name}=b", await app.SignInAsync());

        answer.ShouldTellTheClient("invalid_request");
    }

    [Fact]
    public async Task Of_two_states_none_is_given_back()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync($"{app.Query()}&state=another", await app.SignInAsync());

        answer.ShouldTellTheClient("invalid_request");
        answer.Parameter("state").ShouldBeNull();
    }

    [Fact]
    public async Task A_parameter_sent_twice_to_the_token_endpoint_is_refused()
    {
        var app = await TestApp.CreateAsync(server);
        var code = await app.CodeAsync();

        var answer = await app.PostRawAsync(
            "/oauth2/token",
            $"grant_type=authorization_code&code={code}&code=another&client_id={app.Client.Id}"
            + $"&redirect_uri={Uri.EscapeDataString(TestApp.Callback)}&code_verifier={TestApp.Verifier}");

        answer.ShouldRefuse(400, "invalid_request");
    }

    [Fact]
    public async Task More_than_a_hundred_parameters_are_refused_and_none_of_them_believed()
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = await app.SignInAsync();
        var many = string.Concat(Enumerable.Range(0, 100).Select(i => $"&x{i}=1"));

        var asked = await app.AuthorizeAsync(app.Query() + many, cookie);
        var posted = await app.PostRawAsync("/oauth2/authorize", app.Query()[1..] + many + "&client_id=other");
        var page = await app.GetAsync($"/login{app.Query()}{many}", cookie);
        var left = await app.GetAsync($"/logout?client_id={app.Client.Id}{many}&client_id=other", cookie);

        foreach (var answer in new[] { asked, posted, page, left })
        {
            answer.ShouldStayHere("invalid_request");
        }

        (await app.AuthorizeAsync(app.Query() + many[..^40], cookie)).Parameter("code").ShouldNotBeNullOrEmpty();
        foreach (var path in new[] { "token", "revoke", "introspect", "par", "device_authorization" })
        {
            var answer = await app.PostRawAsync($"/oauth2/{path}", $"client_id={app.Client.Id}{many}&client_id=other");
            answer.ShouldRefuse(400, "invalid_request");
            answer.Body.ShouldContain("too many parameters");
        }
    }

    [Fact]
    public async Task A_request_of_a_hundred_parameters_comes_through_the_pages()
    {
        var app = await TestApp.CreateAsync(server);
        var query = app.Query();
        query += string.Concat(Enumerable.Range(0, 100 - query.Count(one => one == '=')).Select(i => $"&x{i}=1"));

        var asked = await app.AuthorizeAsync(query);
        var page = await app.GetAsync(asked.Location![$"/{app.PoolId}".Length..]);

        page.Status.ShouldBe(200, page.Location);
    }

    [Fact]
    public async Task Every_answer_names_the_issuer_so_that_a_client_of_two_knows_whose_it_is()
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = await app.SignInAsync();

        var granted = await app.AuthorizeAsync(app.Query(), cookie);
        var refused = await app.AuthorizeAsync(app.Query(("scope", "no")), cookie);
        var silent = await app.AuthorizeAsync(app.Query(("prompt", "none")));

        granted.Parameter("iss").ShouldBe(app.Issuer);
        refused.Parameter("iss").ShouldBe(app.Issuer);
        silent.Parameter("iss").ShouldBe(app.Issuer);
    }

    [Fact]
    public async Task A_huge_scope_is_refused_at_once()
    {
        var app = await TestApp.CreateAsync(server);
        var machine = await ClientCredentialsTests.MachineAsync(server);
        var huge = string.Join(' ', Enumerable.Range(0, 2000).Select(i => $"scope{i}"));

        var authorize = await app.AuthorizeAsync(app.Query(("scope", huge)));
        var token = await machine.TokenAsync([("grant_type", "client_credentials"), ("scope", huge)], machine.Basic());

        authorize.ShouldTellTheClient("invalid_request");
        token.ShouldRefuse(400, "invalid_scope");
    }

    [Fact]
    public async Task A_huge_body_is_refused()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.PostRawAsync("/oauth2/token", $"grant_type={new string('a', 100_000)}");

        answer.ShouldRefuse(413, "invalid_request");
    }

    [Theory]
    [InlineData("a\r\nSet-Cookie: evil=1")]
    [InlineData("a\nLocation: https://evil.example/")]
    [InlineData("a\0b")]
    public async Task A_state_with_control_characters_is_refused_and_stays_out_of_the_headers(string state)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("state", state)), await app.SignInAsync());

        answer.ShouldTellTheClient("invalid_request");
        answer.Location.ShouldNotBeNull().ShouldNotContain("\r");
        answer.Location.ShouldNotBeNull().ShouldNotContain("\n");
        answer.Header("Set-Cookie").ShouldBeNull();
    }

    [Fact]
    public async Task No_other_sites_script_may_read_the_authorization_endpoint_or_the_logout()
    {
        var app = await TestApp.CreateAsync(server);

        foreach (var path in new[] { $"/oauth2/authorize{app.Query()}", "/logout" })
        {
            var answer = await app.SendAsync(
                HttpMethod.Get,
                path,
                request => request.Headers.Add("Origin", "https://evil.example"));
            answer.Header("Access-Control-Allow-Origin").ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("GET", "/oauth2/token")]
    [InlineData("PUT", "/oauth2/token")]
    [InlineData("GET", "/oauth2/revoke")]
    [InlineData("DELETE", "/oauth2/userInfo")]
    [InlineData("HEAD", "/oauth2/authorize")]
    [InlineData("PUT", "/oauth2/authorize")]
    [InlineData("HEAD", "/logout")]
    public async Task Other_methods_are_not_allowed(string method, string path)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.SendAsync(new HttpMethod(method), path);

        answer.Status.ShouldBe(405);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("implicit")]
    [InlineData("urn:openid:params:grant-type:ciba")]
    public async Task A_grant_without_checks_of_its_own_is_absent(string grantType)
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });

        var answer = await app.TokenAsync([("grant_type", grantType)], app.Basic());

        answer.ShouldRefuse(400, "unsupported_grant_type");
    }

    [Theory]
    [InlineData("urn:ietf:params:oauth:grant-type:device_code")]
    [InlineData("urn:ietf:params:oauth:grant-type:token-exchange")]
    public async Task A_grant_beyond_Cognitos_is_off_until_somebody_switches_it_on(string grantType)
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });

        var answer = await app.TokenAsync([("grant_type", grantType)], app.Basic());

        answer.ShouldRefuse(400, "unauthorized_client");
    }

    [Theory]
    [InlineData("%")]
    [InlineData("&&&===")]
    [InlineData("%00=%00&%ff=%ff")]
    [InlineData("?client_id=%E0%A4%A")]
    [InlineData("client_id[]=x&client_id.y=z")]
    public async Task Malformed_requests_are_refused_and_never_an_outage(string text)
    {
        var app = await TestApp.CreateAsync(server);

        (await app.AuthorizeAsync($"?{text}")).Status.ShouldBe(303);
        (await app.PostRawAsync("/oauth2/token", text)).Status.ShouldBe(401);
        (await app.PostRawAsync("/oauth2/revoke", text)).Status.ShouldBe(401);
        (await app.PostRawAsync("/oauth2/userInfo", text)).Status.ShouldBe(401);
        (await app.GetAsync($"/logout?{text}")).Status.ShouldBe(303);
    }
}
