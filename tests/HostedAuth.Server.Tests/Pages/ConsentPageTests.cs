using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

/// <summary>People are asked before a client gets what it asks for (OIDC Core, sections 3.1.2.1 and 3.1.2.4).</summary>
public sealed class ConsentPageTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Question = "Allow Bookworm?";

    private static readonly (string, string?)[] Password = [("username", "alice"), ("password", SignInWorld.Password)];

    [Fact]
    public async Task A_client_that_asks_consent_gets_a_code_once_it_is_given()
    {
        var (app, browser) = await CreateAsync();

        (await browser.AskAsync()).ShouldShow("Sign in");
        var page = await browser.SubmitAsync(Password);
        page.ShouldShow(Question);
        var answer = await browser.SubmitAsync(("answer", "allow"));

        answer.Parameter("state").ShouldBe("the state");
        (await app.ExchangeAsync(answer.Parameter("code")!)).Text("scope").ShouldBe("openid email");
    }

    [Fact]
    public async Task The_page_says_what_for_whom_and_where_the_way_leads_and_its_links_tell_nothing()
    {
        var (_, browser) = await CreateAsync(metadata => metadata with
        {
            ClientUri = "https://books.example/",
            PolicyUri = "https://books.example/privacy",
            TosUri = "javascript:alert(1)",
            LogoUri = "https://books.example/logo.png",
        });
        await browser.AskAsync(("scope", "openid email profile"));

        var page = await browser.SubmitAsync(Password);

        page.Words().ShouldContain(
            "Bookworm will be able to: Know that it is you See your email address See your profile: your name and what "
            + "else is in it You are signed in as alice You go back to app.example About the app Privacy policy");
        page.Body.ShouldContain("""<a href="https://books.example/privacy" rel="noopener noreferrer" """);
        page.Body.ShouldNotContain("javascript:");
        page.Body.ShouldNotContain("logo.png");
        page.Header("X-Frame-Options").ShouldBe("DENY");
        page.Header("Content-Security-Policy").ShouldNotBeNull().ShouldContain("frame-ancestors 'none'");
    }

    [Fact]
    public async Task A_scope_of_a_resource_server_is_told_in_its_owners_words()
    {
        var app = await TestApp.CreateAsync(server);
        (await server.CallAsync("CreateResourceServer", new
        {
            UserPoolId = app.PoolId,
            Identifier = "shelf",
            Name = "Book shelf",
            Scopes = new[] { new { ScopeName = "read", ScopeDescription = "Look at your books" } },
        })).ShouldSucceed();
        app = await app.AndAnotherAsync(new { AllowedOAuthScopes = new[] { "openid", "shelf/read" } });
        var browser = await WithUserAsync(app);
        await browser.AskAsync(("scope", "shelf/read"));

        (await browser.SubmitAsync(Password)).Words().ShouldContain("Book shelf: Look at your books");
    }

    [Fact]
    public async Task What_is_remembered_is_not_asked_again_and_more_is()
    {
        var (_, browser) = await CreateAsync();
        await AllowAsync(browser);

        (await browser.AskAsync()).Parameter("code").ShouldNotBeNullOrEmpty();
        (await browser.AskAsync(("scope", "email"))).Parameter("code").ShouldNotBeNullOrEmpty();
        (await browser.AskAsync(("scope", "openid phone"))).ShouldShow(Question);
        (await browser.SubmitAsync(("answer", "allow"))).Parameter("code").ShouldNotBeNullOrEmpty();
        (await browser.AskAsync(("scope", "openid phone email"))).Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task What_one_person_allowed_another_is_asked_for()
    {
        var (app, browser) = await CreateAsync();
        await AllowAsync(browser);
        await new SignInWorld(server, app.PoolId, app.Client).AddUserAsync("bob");
        var other = new AskedBrowser(server, app);
        await other.AskAsync();

        (await other.SubmitAsync(("username", "bob"), ("password", SignInWorld.Password))).ShouldShow(Question);
    }

    [Fact]
    public async Task Who_says_no_sends_access_denied_with_state_and_issuer()
    {
        var (app, browser) = await CreateAsync();
        await browser.AskAsync();
        await browser.SubmitAsync(Password);

        var answer = await browser.SubmitAsync(("answer", "deny"));

        answer.ShouldTellTheClient("access_denied");
        answer.Parameter("state").ShouldBe("the state");
        answer.Parameter("iss").ShouldBe(app.Issuer);
        (await browser.AskAsync()).ShouldShow(Question);
    }

    [Fact]
    public async Task Without_a_page_it_is_consent_required()
    {
        var (_, browser) = await CreateAsync();
        await browser.AskAsync();
        await browser.SubmitAsync(Password);

        (await browser.AskAsync(("prompt", "none"))).ShouldTellTheClient("consent_required");
        (await new AskedBrowser(server, (await CreateAsync()).App).AskAsync(("prompt", "none")))
            .ShouldTellTheClient("login_required");
    }

    [Fact]
    public async Task Prompt_consent_asks_anew_each_time_any_client_that_wants_it()
    {
        var (_, browser) = await CreateAsync(metadata => metadata with { RequireConsent = null });
        await browser.AskAsync();
        (await browser.SubmitAsync(Password)).Parameter("code").ShouldNotBeNullOrEmpty();

        for (var time = 0; time < 2; time++)
        {
            (await browser.AskAsync(("prompt", "consent"))).ShouldShow(Question);
            (await browser.SubmitAsync(("answer", "allow"))).Parameter("code").ShouldNotBeNullOrEmpty();
        }

        (await browser.AskAsync()).Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Prompt_login_and_consent_asks_both_once()
    {
        var (_, browser) = await CreateAsync();
        await AllowAsync(browser);

        (await browser.AskAsync(("prompt", "login consent"))).ShouldShow("Sign in");
        (await browser.SubmitAsync(Password)).ShouldShow(Question);
        (await browser.SubmitAsync(("answer", "allow"))).Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task What_was_said_to_one_request_that_asks_anew_answers_it_once_and_no_other()
    {
        var (app, browser) = await CreateAsync();
        await AllowAsync(browser);
        await browser.AskAsync(("prompt", "consent"));
        var asked = browser.Tab.Action;
        (await browser.SubmitAsync(("answer", "allow"))).Parameter("code").ShouldNotBeNullOrEmpty();

        var again = asked.Replace("/consent?", "/oauth2/authorize?", StringComparison.Ordinal);
        (await browser.FollowAsync(await browser.Tab.OpenAsync(again))).ShouldShow(Question);
        var flow = asked[asked.IndexOf("&flow=", StringComparison.Ordinal)..];
        var other = $"{app.Issuer}/oauth2/authorize{app.Query(("prompt", "consent"), ("scope", "openid"))}{flow}";
        (await browser.FollowAsync(await browser.Tab.OpenAsync(other))).ShouldShow(Question);
    }

    [Fact]
    public async Task A_form_that_was_shown_for_one_request_allows_no_other()
    {
        var (app, browser) = await CreateAsync();
        await browser.AskAsync(("scope", "openid"));
        await browser.SubmitAsync(Password);
        browser.Tab.Action.ShouldContain("/consent?");
        browser.Tab.GoesTo(browser.Tab.Action.Replace("scope=openid", "scope=openid%20email%20phone", StringComparison.Ordinal));

        (await browser.SubmitAsync(("answer", "allow"))).ShouldComplain("nothing was sent");

        (await browser.AskAsync(("scope", "openid email phone"))).ShouldShow(Question);
        (await browser.Tab.PostAsync($"/{app.PoolId}/consent{app.Query()}", "answer=allow")).Status.ShouldBe(303);
        (await browser.AskAsync(("scope", "openid"))).ShouldShow(Question);
    }

    [Fact]
    public async Task Nobody_consents_before_signing_in()
    {
        var (app, browser) = await CreateAsync();

        (await browser.FollowAsync(await browser.OpenAsync("/consent"))).ShouldShow("Sign in");
        (await browser.FollowAsync(await browser.Tab.PostAsync(
            browser.Tab.Action.Replace("/login?", "/consent?", StringComparison.Ordinal),
            TestApp.Encode([("form", browser.Tab.Token), ("answer", "allow")])))).ShouldShow("Sign in");
        (await ListAsync(app)).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_strict_pool_asks_only_for_clients_that_want_it_by_themselves()
    {
        var app = await TestApp.CreateAsync(server, pool: new
        {
            UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" },
        });

        var answer = await app.AuthorizeAsync(app.Query(("prompt", "consent")), await app.SignInAsync());

        answer.Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Two_tabs_that_allow_at_once_are_both_remembered()
    {
        var (app, browser) = await CreateAsync();
        await browser.AskAsync(("scope", "openid"));
        await browser.SubmitAsync(Password);
        var first = (browser.Tab.Action, browser.Tab.Token);
        await browser.AskAsync(("scope", "openid phone"));

        await Task.WhenAll(
            browser.Tab.PostAsync(first.Action, TestApp.Encode([("form", first.Token), ("answer", "allow")])),
            browser.Tab.PostAsync(browser.Tab.Action, TestApp.Encode([("form", browser.Tab.Token), ("answer", "allow")])));

        (await ListAsync(app)).GetArrayLength().ShouldBe(1);
    }

    private static async Task AllowAsync(AskedBrowser browser)
    {
        await browser.AskAsync();
        await browser.SubmitAsync(Password);
        (await browser.SubmitAsync(("answer", "allow"))).Parameter("code").ShouldNotBeNullOrEmpty();
    }

    private async Task<System.Text.Json.JsonElement> ListAsync(TestApp app) => (await server.CallAsync(
        "AdminListUserConsents",
        new { UserPoolId = app.PoolId, Username = "alice" })).ShouldSucceed().Json.GetProperty("Consents");

    private async Task<(TestApp App, AskedBrowser Browser)> CreateAsync(
        Func<OAuthClientMetadata, OAuthClientMetadata>? change = null)
    {
        var app = await TestApp.CreateAsync(server, new { ClientName = "Bookworm" });
        return (app, await WithUserAsync(app, change));
    }

    private async Task<AskedBrowser> WithUserAsync(
        TestApp app,
        Func<OAuthClientMetadata, OAuthClientMetadata>? change = null)
    {
        var metadata = new OAuthClientMetadata { RequireConsent = true };
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, change?.Invoke(metadata) ?? metadata);
        await new SignInWorld(server, app.PoolId, app.Client).AddUserAsync("alice");
        return new(server, app);
    }
}
