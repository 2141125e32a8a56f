using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>Holes that other servers had (RFC 9700 and public advisories), each closed here.</summary>
public sealed class OAuthAttackTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("https://app.example/callback/")]
    [InlineData("https://app.example/callback#fragment")]
    [InlineData("https://app.example/callback?")]
    [InlineData("https://app.example/callback?more=1")]
    [InlineData("https://app.example/callback?with=query&more=1")]
    [InlineData("https://app.example/Callback")]
    [InlineData("https://APP.example/callback")]
    [InlineData("HTTPS://app.example/callback")]
    [InlineData("http://app.example/callback")]
    [InlineData("https://app.example:443/callback")]
    [InlineData("https://app.example./callback")]
    [InlineData("https://app.example/callback/../callback")]
    [InlineData("https://app.example/./callback")]
    [InlineData("https://app.example//callback")]
    [InlineData("https://app.example/callback;/")]
    [InlineData("https://app.example/callback/..;/evil")]
    [InlineData("https://app.example/%63allback")]
    [InlineData("https://app.example/callback%20")]
    [InlineData("https://app.example/callback ")]
    [InlineData(" https://app.example/callback")]
    [InlineData("https://app.example/callback\t")]
    [InlineData("https://app.example/callback\n")]
    [InlineData("https://app.example/callback\0")]
    [InlineData("https://app.example\\callback")]
    [InlineData("https:\\\\app.example/callback")]
    [InlineData("https:/app.example/callback")]
    [InlineData("//app.example/callback")]
    [InlineData("/callback")]
    [InlineData("https://user@app.example/callback")]
    [InlineData("https://app.example@evil.example/callback")]
    [InlineData("https://evil.example\\@app.example/callback")]
    [InlineData("https://a@b@app.example/callback")]
    [InlineData("https://app.example.evil.example/callback")]
    [InlineData("https://evilapp.example/callback")]
    [InlineData("https://appxexample/callback")]
    [InlineData("https://sub.app.example/callback")]
    [InlineData("https://*.example/callback")]
    [InlineData("https://app.example/*")]
    [InlineData("javascript:alert(1)")]
    [InlineData("JavaScript:alert(1)")]
    [InlineData("data:text/html,hello")]
    [InlineData("https://app.example/call\u0441back")]
    public async Task A_redirect_uri_that_only_resembles_the_registered_one_is_no_address(string redirectUri)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("redirect_uri", redirectUri)), await app.SignInAsync());

        answer.ShouldStayHere("redirect_mismatch");
    }

    [Fact]
    public async Task Prompt_none_sends_no_error_to_an_unregistered_address()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("prompt", "none"), ("redirect_uri", "https://evil.example/")));

        answer.ShouldStayHere("redirect_mismatch");
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("redirect_uri")]
    public async Task A_second_client_or_address_proves_neither(string name)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync($"{app.Query()}&{name}=https://evil.example/", await app.SignInAsync());

        answer.ShouldStayHere("invalid_request");
    }

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
    public async Task A_code_asked_for_with_a_challenge_needs_its_verifier()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var code = await app.CodeAsync();

        var answer = await app.ExchangeAsync(code, ("code_verifier", null));

        answer.ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task A_code_asked_for_without_a_challenge_takes_no_verifier()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var code = await app.CodeAsync(("code_challenge", null), ("code_challenge_method", null));

        var answer = await app.ExchangeAsync(code);

        answer.ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task A_stolen_code_is_worth_nothing_to_another_client()
    {
        var app = await TestApp.CreateAsync(server);
        var thief = await app.AndAnotherAsync();
        var code = await app.CodeAsync();

        var answer = await thief.ExchangeAsync(code);

        answer.ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task One_code_exchanged_a_hundred_times_at_once_succeeds_at_most_once_and_what_it_gave_is_ended()
    {
        var app = await TestApp.CreateAsync(server);
        var code = await app.CodeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => app.ExchangeAsync(code)));

        answers.Count(answer => answer.Status == 200).ShouldBeLessThanOrEqualTo(1);
        answers.ShouldAllBe(answer => answer.Status == 200 || answer.Text("error") == "invalid_grant");
        foreach (var winner in answers.Where(answer => answer.Status == 200))
        {
            (await app.RefreshAsync(winner.Text("refresh_token")!)).ShouldRefuse(400, "invalid_grant");
        }
    }

    [Fact]
    public async Task A_code_used_again_ends_what_its_first_use_granted()
    {
        var app = await TestApp.CreateAsync(server);
        var code = await app.CodeAsync();
        var first = await app.ExchangeAsync(code);
        server.Clock.Advance(TimeSpan.FromSeconds(30));

        var second = await app.ExchangeAsync(code);

        second.ShouldRefuse(400, "invalid_grant");
        (await app.RefreshAsync(first.Text("refresh_token")!)).ShouldRefuse(400, "invalid_grant");
        (await app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {first.Text("access_token")}"))
            .ShouldRefuse(401, "invalid_token");
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
    [InlineData("urn:ietf:params:oauth:grant-type:device_code")]
    [InlineData("urn:ietf:params:oauth:grant-type:token-exchange")]
    [InlineData("urn:openid:params:grant-type:ciba")]
    public async Task A_grant_without_checks_of_its_own_is_absent(string grantType)
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });

        var answer = await app.TokenAsync([("grant_type", grantType)], app.Basic());

        answer.ShouldRefuse(400, "unsupported_grant_type");
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
