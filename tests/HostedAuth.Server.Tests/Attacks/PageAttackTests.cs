using System.Text.RegularExpressions;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>What a hostile site, a hostile neighbour of the browser, or a hostile client sends to the pages.</summary>
public sealed class PageAttackTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData("/login")]
    [InlineData("/signup")]
    [InlineData("/forgotPassword")]
    [InlineData("/confirmForgotPassword")]
    [InlineData("/confirmUser")]
    [InlineData("/resendcode")]
    [InlineData("/newPassword")]
    public async Task A_form_token_of_another_pool_browser_or_tab_is_refused(string page)
    {
        var app = await TestApp.CreateAsync(server);
        var elsewhere = await TestApp.CreateAsync(server);
        var tab = await OpenAsync(app, page);
        var otherTab = await OpenAsync(app, page);
        var otherPool = await OpenAsync(elsewhere, page);
        string[] tokens = ["", "x", otherTab.Token, otherPool.Token];

        foreach (var token in tokens)
        {
            var answer = await tab.PostAsync(tab.Action, TestApp.Encode([("form", token), ("username", "alice")]));

            ShouldBeRefused(answer, page);
        }

        var foreignBrowser = await new PageTab(server).PostAsync(
            tab.Action,
            TestApp.Encode([("form", tab.Token), ("username", "alice")]));
        ShouldBeRefused(foreignBrowser, page);
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("text/plain", "x")]
    [InlineData("multipart/form-data", "x")]
    [InlineData("", "x")]
    [InlineData(Form + "; charset=utf-7", "username=a")]
    [InlineData(Form + "; charset=nonsense", "username=a")]
    [InlineData(Form, "username=%00&password=%00")]
    [InlineData(Form, "username=%ff%fe")]
    public async Task What_is_no_form_of_ours_is_refused_and_never_an_outage(string contentType, string body)
    {
        var tab = await OpenAsync(await TestApp.CreateAsync(server), "/login");

        var answer = await tab.PostAsync(tab.Action, $"form={tab.Token}&{body}", contentType);

        answer.Status.ShouldBe(400);
        answer.Header("Content-Type").ShouldBe("text/html; charset=utf-8");
    }

    [Fact]
    public async Task A_form_of_many_or_long_fields_is_refused_and_never_an_outage()
    {
        var tab = await OpenAsync(await TestApp.CreateAsync(server), "/login");
        string[] bodies =
        [
            $"form={tab.Token}&username={new string('a', 10_000)}&password=x",
            $"form={tab.Token}&{new string('k', 300)}=1",
            $"form={tab.Token}&{string.Join('&', Enumerable.Range(0, 200).Select(i => $"k{i}=1"))}",
            $"form={tab.Token}&username=a&password={new string('p', 8_000)}",
        ];

        foreach (var body in bodies)
        {
            (await tab.PostAsync(tab.Action, body)).Status.ShouldBe(400);
        }

        (await tab.PostAsync(tab.Action, $"form={tab.Token}&password={new string('p', 100_000)}")).Status
            .ShouldBeOneOf(400, 413);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("TRACE")]
    [InlineData("NONSENSE")]
    public async Task Pages_answer_to_no_other_method(string method)
    {
        var app = await TestApp.CreateAsync(server);

        foreach (var page in (string[])["/login", "/signup", "/confirmUser", "/logout/confirm", "/signedout"])
        {
            var answer = await new PageTab(server).SendAsync(
                new HttpMethod(method), $"{app.Issuer}{page}{app.Query()}", content: null);

            answer.Status.ShouldBe(405, page);
        }
    }

    [Fact]
    public async Task A_spent_passage_of_prompt_login_does_not_answer_again()
    {
        var app = await TestApp.CreateAsync(server);
        var tab = new PageTab(server);
        await app.SignInAsync();
        (await server.CallAsync(
            "AdminSetUserPassword",
            new { UserPoolId = app.PoolId, Username = "alice", Password = People.Password, Permanent = true })).ShouldSucceed();
        var asked = await tab.OpenAsync($"{app.Issuer}/oauth2/authorize{app.Query(("prompt", "login"))}");
        await tab.OpenAsync(asked.Location!);

        var back = (await tab.SubmitAsync(("username", "alice"), ("password", People.Password))).Location!;
        var first = await tab.OpenAsync(back);
        var again = await tab.OpenAsync(back);

        first.Parameter("code").ShouldNotBeNullOrEmpty();
        again.Location.ShouldNotBeNull().ShouldContain("/login?");
    }

    [Fact]
    public async Task What_stands_in_the_address_or_is_typed_is_shown_as_text()
    {
        const string script = "\"><script>alert(1)</script>";
        var app = await TestApp.CreateAsync(server);
        var tab = new PageTab(server);

        var opened = await tab.OpenAsync($"{app.Issuer}/login{app.Query(("login_hint", script), ("state", script))}");
        var refused = await tab.SubmitAsync(("username", script), ("password", script));

        opened.Body.ShouldNotContain("<script>alert");
        refused.Body.ShouldNotContain("<script>alert");
        refused.Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_registered_address_beyond_ascii_is_gone_to_and_never_an_outage()
    {
        const string address = "https://ex\u00e4mple.org/\u00fc";
        var app = await TestApp.CreateAsync(server, client: new { CallbackURLs = new[] { address } });

        var answer = await new PageTab(server).OpenAsync(
            $"{app.Issuer}/login{app.Query(("redirect_uri", address), ("scope", "nonsense"))}");

        answer.Location.ShouldNotBeNull().ShouldStartWith("https://ex%C3%A4mple.org/%C3%BC?error=invalid_scope");
    }

    [Fact]
    public async Task Pages_for_codes_do_not_tell_who_has_an_account()
    {
        var app = await TestApp.CreateAsync(
            server,
            pool: new { UsernameAttributes = new[] { "email" }, AutoVerifiedAttributes = new[] { "email" } });
        var (known, unknown) = (People.NewEmail("same"), People.NewEmail("same"));
        await server.JoinAsync(app.Client.Id, known, known);
        string?[] seen = [await ConfirmAfterResendAsync(app, known), await ConfirmAfterResendAsync(app, unknown)];
        string?[] signedUp = [await ConfirmAfterSignUpAsync(app, known), await ConfirmAfterSignUpAsync(app, unknown)];

        seen[0].ShouldBe(seen[1]);
        signedUp[0].ShouldBe(signedUp[1]);
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/signup")]
    [InlineData("/logout/confirm")]
    public async Task Addresses_are_built_from_the_public_one_whatever_the_host_header_says(string page)
    {
        var app = await TestApp.CreateAsync(server);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{app.Issuer}{page}{app.Query()}"));
        request.Headers.Host = "evil";
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.example");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");

        using var response = await server.Http.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).ShouldNotContain("evil");
        response.Headers.TryGetValues("Set-Cookie", out var cookies);
        string.Join(' ', cookies ?? []).ShouldNotContain("evil");
    }

    /// <summary>A page that asks for a step of a sign-in, and for none here, leads to the sign-in instead of being shown.</summary>
    private static void ShouldBeRefused(Answer answer, string page)
    {
        if (page is "/newPassword")
        {
            answer.Status.ShouldBe(303);
            answer.Location.ShouldNotBeNull().ShouldContain("/login?");
            return;
        }

        answer.Status.ShouldBe(400);
    }

    private async Task<string> ConfirmAfterResendAsync(TestApp app, string name)
    {
        var tab = await OpenAsync(app, "/resendcode");
        var sent = await tab.SubmitAsync(("username", name));
        return await GuessAsync(tab, sent, name);
    }

    private async Task<string> ConfirmAfterSignUpAsync(TestApp app, string name)
    {
        var tab = await OpenAsync(app, "/signup");
        var sent = await tab.SubmitAsync(("username", name), ("password", People.Password));
        return await GuessAsync(tab, sent, name);
    }

    /// <summary>The text of the page for the code and of the answer to a wrong guess, without what differs each time.</summary>
    private static async Task<string> GuessAsync(PageTab tab, Answer sent, string name)
    {
        sent.Status.ShouldBe(303, sent.Body);
        var page = await tab.OpenAsync(sent.Location!);
        var refused = await tab.SubmitAsync(("code", "000000"));
        refused.Status.ShouldBe(400);
        return Regex.Replace(page.Body + refused.Body, " (action|value|nonce|href)=\"[^\"]*\"", "")
            .Replace(name, "", StringComparison.Ordinal);
    }

    private async Task<PageTab> OpenAsync(TestApp app, string page)
    {
        var tab = new PageTab(server);
        var asked = await tab.OpenAsync($"{app.Issuer}/oauth2/authorize{app.Query(("prompt", "login"))}");
        var login = new Uri(new Uri(HostedAuthServer.BaseAddress), asked.Location!).ToString();
        var address = login.Replace("/login?", $"{page}?", StringComparison.Ordinal);
        var opened = await tab.OpenAsync(address);
        if (tab.Token is "")
        {
            // Without the step before it there is no form; another page's form has the browser's cookie and token.
            opened.Status.ShouldBe(303);
            await tab.OpenAsync(login);
            tab.GoesTo(new Uri(address).PathAndQuery);
        }

        return tab;
    }
}
