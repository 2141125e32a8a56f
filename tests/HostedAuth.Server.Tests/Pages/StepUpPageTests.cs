using HostedAuth.Core.Delivery;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Pages;

/// <summary>A browser that is signed in, and an app that asks for more.</summary>
public sealed partial class StepUpPageTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Heading = "One more step";

    private static readonly (string, string?) Three = ("acr_values", "urn:cognito:loa:3");
    private static readonly (string, string?) Four = ("acr_values", "urn:cognito:loa:4");

    [Theory]
    [InlineData("EMAIL_OTP")]
    [InlineData("SMS_MFA")]
    public async Task Who_signed_in_by_a_password_gives_a_code_and_no_password_again(string factor)
    {
        var (browser, world) = await SignedInAsync(factor);

        var page = await browser.AskAsync(Three);
        page.ShouldShow(Heading);
        page.Body.ShouldContain("value=\"alice\"");
        (await browser.PressAsync()).ShouldShow("Check your messages");
        var answer = await browser.SubmitAsync(("code", await world.CodeAsync(factor)));

        ShouldBeGranted(answer);
    }

    [Fact]
    public async Task Opening_the_page_sends_nothing()
    {
        var (browser, world) = await SignedInAsync("EMAIL_OTP");

        await browser.AskAsync(Three);
        await browser.AskAsync(Three);

        server.Services.GetRequiredService<Mailbox>().List(world.Email, after: null).ShouldBeEmpty();
        (await world.SignIn.Server.InPoolAsync(world.SignIn.PoolId, services =>
            services.GetRequiredService<HostedAuthDbContext>().Outbox.AnyAsync())).ShouldBeFalse();
    }

    [Fact]
    public async Task Only_the_factors_that_reach_the_level_are_offered()
    {
        var (browser, world) = await SignedInAsync("EMAIL_OTP", "SMS_MFA");
        var app = await AddAppAsync(world, "EMAIL_OTP", "SMS_MFA", "SOFTWARE_TOKEN_MFA");
        await browser.AskAsync(Four);

        (await browser.PressAsync()).ShouldShow("Open your authenticator app");
        var page = await browser.Tab.OpenAsync(browser.Tab.Action);

        page.Body.ShouldNotContain("Try another way");
        ShouldBeGranted(await browser.SubmitAsync(("code", app.Code())));
    }

    [Fact]
    public async Task A_lower_level_lets_choose()
    {
        var (browser, world) = await SignedInAsync("EMAIL_OTP", "SMS_MFA");
        await browser.AskAsync(Three);
        (await browser.PressAsync()).ShouldShow("Check your messages");

        await browser.Tab.OpenAsync(browser.Tab.Action.Replace("/code?", "/factor?", StringComparison.Ordinal));
        (await browser.SubmitAsync(("answer", "SMS_MFA"))).ShouldShow("Check your messages");

        ShouldBeGranted(await browser.SubmitAsync(("code", await world.CodeAsync("SMS_MFA"))));
    }

    [Fact]
    public async Task Who_began_without_a_password_gives_that_and_what_else_is_missing()
    {
        var (app, world) = await PageWalk.CreateAsync(server, "OPTIONAL", "EMAIL_OTP", "PASSWORD");
        await world.AddUserAsync("alice");
        var browser = new AskedBrowser(server, app);
        (await browser.AskAsync()).ShouldShow("Sign in");
        (await browser.SubmitAsync(("username", "alice"))).ShouldShow("Choose a way to sign in");
        (await browser.SubmitAsync(("answer", "EMAIL_OTP"))).ShouldShow("Check your messages");
        ShouldBeGranted(await browser.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP"))));
        var authenticator = await AddAppAsync(world, "SOFTWARE_TOKEN_MFA");

        (await browser.AskAsync(Four)).ShouldShow(Heading);
        (await browser.PressAsync()).ShouldShow("Type in your password");
        (await browser.SubmitAsync(("password", SignInWorld.Password))).ShouldShow("Open your authenticator app");

        ShouldBeGranted(await browser.SubmitAsync(("code", authenticator.Code())));
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("max_age", "10")]
    public async Task Who_is_asked_to_sign_in_again_begins_with_the_password(string name, string value)
    {
        var (browser, world) = await SignedInAsync("EMAIL_OTP");
        server.Clock.Advance(TimeSpan.FromSeconds(11));

        (await browser.AskAsync(Three, (name, value))).ShouldShow("Sign in");
        (await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password))).ShouldShow("Check your messages");

        ShouldBeGranted(await browser.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP"))));
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("max_age", "10")]
    public async Task A_raised_sign_in_is_none_that_was_asked_for_afresh(string name, string value)
    {
        var (browser, world) = await SignedInAsync("EMAIL_OTP");
        server.Clock.Advance(TimeSpan.FromSeconds(11));
        await browser.AskAsync((name, value));
        var again = browser.Tab.Action;
        await browser.AskAsync(Three);
        await browser.PressAsync();
        var step = browser.Tab.Action[browser.Tab.Action.LastIndexOf("&step=", StringComparison.Ordinal)..];
        await browser.Tab.OpenAsync(again.Replace("/login?", "/code?", StringComparison.Ordinal) + step);

        var answer = await browser.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP")));

        answer.ShouldShow("Sign in");
    }

    [Fact]
    public async Task A_raised_sign_in_lives_no_longer_and_is_as_old_as_before()
    {
        var (browser, world) = await SignedInAsync("EMAIL_OTP");
        var (begun, ends) = await SessionAsync(world);
        server.Clock.Advance(TimeSpan.FromMinutes(20));

        await browser.AskAsync(Three);
        await browser.PressAsync();
        ShouldBeGranted(await browser.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP"))));

        (await SessionAsync(world)).ShouldBe((begun, ends));
    }

    [Fact]
    public async Task What_was_granted_before_ends_with_the_raised_sign_in()
    {
        var (app, world) = await PageWalk.CreateAsync(server);
        await world.AddUserAsync("alice");
        var browser = new AskedBrowser(server, app);
        await browser.AskAsync();
        var granted = await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password));
        var tokens = await app.ExchangeAsync(granted.Parameter("code")!);
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["EMAIL_OTP"]);
        await browser.AskAsync(Three);
        await browser.PressAsync();
        ShouldBeGranted(await browser.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP"))));

        await browser.Tab.OpenAsync($"{app.Issuer}/logout?client_id={app.Client.Id}&logout_uri={Uri.EscapeDataString(TestApp.SignedOut)}");

        (await app.RefreshAsync(tokens.Json.GetProperty("refresh_token").GetString()!)).ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task Another_account_can_be_used()
    {
        var (browser, world) = await SignedInAsync("EMAIL_OTP");
        var page = await browser.AskAsync(Three);

        page.Words().ShouldContain("Use another account");
        (await browser.Tab.OpenAsync(browser.Tab.Action.Replace("/stepUp?", "/login?", StringComparison.Ordinal))).ShouldShow("Sign in");

        (await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password))).ShouldShow("Check your messages");
        ShouldBeGranted(await browser.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP"))));
    }

    /// <summary>A browser signed in by a password, whose owner got the factors since.</summary>
    private async Task<(AskedBrowser Browser, CodeWorld World)> SignedInAsync(params string[] factors)
    {
        var (app, world) = await PageWalk.CreateAsync(server);
        await world.AddUserAsync("alice");
        var browser = new AskedBrowser(server, app);
        (await browser.AskAsync()).ShouldShow("Sign in");
        ShouldBeGranted(await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password)));
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = factors);
        return (browser, world);
    }

    private static async Task<TestAuthenticator> AddAppAsync(CodeWorld world, params string[] factors)
    {
        var mfa = new MfaWorld(world.SignIn);
        await mfa.ConfigureAsync("OPTIONAL");
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = []);
        var app = await mfa.AddAppAsync(await mfa.TokenOfAsync("alice"), "alice", appName: null);
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = factors);
        world.SignIn.Server.Clock.Advance(TimeSpan.FromSeconds(30));
        return app;
    }

    /// <summary>Of the session that began last: since when it counts, and until when.</summary>
    private Task<(DateTimeOffset, DateTimeOffset)> SessionAsync(CodeWorld world) =>
        server.InPoolAsync(world.SignIn.PoolId, async services =>
        {
            var session = await services.GetRequiredService<HostedAuthDbContext>().SsoSessions
                .OrderByDescending(row => row.CreatedAt).FirstAsync();
            return (session.AuthenticatedAt, session.ExpiresAt);
        });

    private static void ShouldBeGranted(Answer answer)
    {
        answer.Location.ShouldNotBeNull(answer.Body).ShouldStartWith($"{TestApp.Callback}?code=");
        answer.Parameter("state").ShouldBe("the state");
    }

    private static void ShouldBeUnmet(Answer answer) => answer.ShouldTellTheClient("unmet_authentication_requirements");
}
