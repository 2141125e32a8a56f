using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

/// <summary>Who is signed in says with which account to go on (OIDC Core, section 3.1.2.1).</summary>
public sealed class AccountPageTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Heading = "Choose an account";

    private static readonly (string, string?) Select = ("prompt", "select_account");

    [Fact]
    public async Task Prompt_select_account_lets_go_on_as_who_is_signed_in_without_signing_in_again()
    {
        var (app, browser) = await SignedInAsync();

        var page = await browser.AskAsync(Select);
        page.ShouldShow(Heading);
        page.Body.ShouldContain("Continue as alice");
        var tokens = await app.ExchangeAsync((await browser.PressAsync()).Parameter("code")!);

        tokens.Claims("id_token").GetProperty("cognito:username").GetString().ShouldBe("alice");
    }

    [Fact]
    public async Task Or_with_another_account()
    {
        var (app, browser) = await SignedInAsync();
        await browser.AskAsync(Select);
        browser.Tab.GoesTo(browser.Tab.Action.Replace("/account?", "/login?", StringComparison.Ordinal));
        (await browser.Tab.OpenAsync(browser.Tab.Action)).ShouldShow("Sign in");

        var answer = await browser.SubmitAsync(("username", "bob"), ("password", SignInWorld.Password));

        var tokens = await app.ExchangeAsync(answer.Parameter("code")!);
        tokens.Claims("id_token").GetProperty("cognito:username").GetString().ShouldBe("bob");
    }

    [Fact]
    public async Task Where_nobody_is_signed_in_somebody_signs_in()
    {
        var (app, _) = await SignedInAsync();
        var browser = new AskedBrowser(server, app);

        (await browser.AskAsync(Select)).ShouldShow("Sign in");

        (await browser.SubmitAsync(("username", "bob"), ("password", SignInWorld.Password))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_choice_answers_its_own_request_only()
    {
        var (app, browser) = await SignedInAsync();
        await browser.AskAsync(Select);
        var pressed = await browser.Tab.SubmitAsync();
        var flow = pressed.Location![pressed.Location!.IndexOf("&flow=", StringComparison.Ordinal)..];

        var other = await browser.Tab.OpenAsync($"{app.Issuer}/oauth2/authorize{app.Query(Select, ("state", "other"))}{flow}");

        other.Location.ShouldNotBeNull().ShouldContain("/account?");
    }

    [Fact]
    public async Task A_choice_says_nothing_for_who_signs_in_afterwards()
    {
        var (app, browser) = await SignedInAsync();
        await browser.AskAsync(Select);
        var chosen = (await browser.Tab.SubmitAsync()).Location!;
        await browser.AskAsync(("prompt", "login"));
        await browser.SubmitAsync(("username", "bob"), ("password", SignInWorld.Password));

        (await browser.FollowAsync(await browser.Tab.OpenAsync(chosen))).ShouldShow(Heading);
    }

    [Theory]
    [InlineData("bob", true)]
    [InlineData("bob@example.com", true)]
    [InlineData("alice", false)]
    [InlineData("ALICE@example.com", false)]
    public async Task Whom_the_app_expects_is_told_where_somebody_else_is_signed_in(string hint, bool isAsked)
    {
        var (_, browser) = await SignedInAsync();

        var answer = await browser.AskAsync(("login_hint", hint));

        if (isAsked)
        {
            answer.ShouldShow(Heading);
            answer.Words().ShouldContain("The app expects another account than this one.");
            answer.Body.ShouldNotContain($"{hint}.");
            (await browser.PressAsync()).Parameter("code").ShouldNotBeNullOrEmpty();
        }
        else
        {
            answer.Parameter("code").ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public async Task In_a_strict_pool_a_hint_is_for_the_field_alone()
    {
        var (app, browser) = await SignedInAsync(new { UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" } });

        var answer = await browser.AskAsync(("login_hint", "bob"));

        var tokens = await app.ExchangeAsync(answer.Parameter("code").ShouldNotBeNull(answer.Body));
        tokens.Claims("id_token").GetProperty("cognito:username").GetString().ShouldBe("alice");
    }

    [Fact]
    public async Task Without_a_page_it_is_account_selection_required()
    {
        var (_, browser) = await SignedInAsync();

        (await browser.AskAsync(("login_hint", "bob"), ("prompt", "none"))).ShouldTellTheClient("account_selection_required");
    }

    /// <summary>A browser at which alice is signed in, of a pool with bob.</summary>
    private async Task<(TestApp App, AskedBrowser Browser)> SignedInAsync(object? pool = null)
    {
        var app = await TestApp.CreateAsync(server, pool: pool);
        var world = new SignInWorld(server, app.PoolId, app.Client);
        await world.AddUserAsync("alice", attributes: ("email", "alice@example.com"));
        await world.AddUserAsync("bob", attributes: ("email", "bob@example.com"));
        var browser = new AskedBrowser(server, app);
        await browser.AskAsync();
        (await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password))).Parameter("code").ShouldNotBeNull();
        return (app, browser);
    }
}
