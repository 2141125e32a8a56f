using HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

/// <summary>Back buttons, second presses, second tabs, long pauses and lost cookies: each way leads on to the app.</summary>
public sealed class LostWayTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_step_sent_twice_leads_to_the_app_like_the_first_time()
    {
        var (browser, world) = await AtTheCodeAsync();
        var (action, token) = (browser.Tab.Action, browser.Tab.Token);
        var form = TestApp.Encode([("form", token), ("code", await world.CodeAsync("EMAIL_OTP"))]);
        var first = await browser.Tab.PostAsync(action, form);

        var second = await browser.FollowAsync(await browser.Tab.PostAsync(action, form));

        ShouldBeGranted(second);
        ShouldBeGranted(await browser.FollowAsync(first));
    }

    [Fact]
    public async Task Who_comes_back_to_a_step_after_all_was_done_is_led_to_the_app()
    {
        var (browser, world) = await AtTheCodeAsync();
        var page = browser.Tab.Action;
        ShouldBeGranted(await browser.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP"))));

        (await browser.Tab.OpenAsync(page)).ShouldShow("Check your messages");

        ShouldBeGranted(await browser.SubmitAsync(("code", "123456")));
    }

    [Fact]
    public async Task What_asks_for_a_fresh_sign_in_is_not_answered_twice_by_coming_back()
    {
        var (browser, world) = await AtTheCodeAsync(("prompt", "login"));
        var page = browser.Tab.Action;
        ShouldBeGranted(await browser.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP"))));
        await browser.Tab.OpenAsync(page);

        (await browser.SubmitAsync(("code", "123456"))).ShouldShow("Sign in");

        await ShouldSignInAsync(browser, world);
    }

    [Fact]
    public async Task Two_tabs_of_one_passage_both_arrive()
    {
        var (browser, world) = await AtTheCodeAsync();
        var (action, token) = (browser.Tab.Action, browser.Tab.Token);
        await browser.Tab.OpenAsync(action);
        ShouldBeGranted(await browser.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP"))));

        var other = await browser.Tab.PostAsync(action, TestApp.Encode([("form", token), ("code", "123456")]));

        ShouldBeGranted(await browser.FollowAsync(other));
    }

    [Fact]
    public async Task After_a_long_pause_the_sign_in_begins_again_with_the_name_and_the_request()
    {
        var (browser, world) = await AtTheCodeAsync();
        var code = await world.CodeAsync("EMAIL_OTP");
        server.Clock.Advance(TimeSpan.FromMinutes(20));

        var page = await browser.SubmitAsync(("code", code));

        page.ShouldShow("Sign in");
        page.Words().ShouldContain("This took too long. Start again, please.");
        page.Body.ShouldContain("value=\"alice\"");
        await ShouldSignInAsync(browser, world);
    }

    [Fact]
    public async Task After_half_an_hour_the_login_page_still_takes_the_password()
    {
        var (app, world) = await StartAsync();
        var browser = new AskedBrowser(server, app);
        await browser.AskAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(30));

        await ShouldSignInAsync(browser, world);
    }

    [Theory]
    [InlineData("/code")]
    [InlineData("/factor")]
    [InlineData("/recoveryCode")]
    [InlineData("/authenticator")]
    [InlineData("/password")]
    [InlineData("/passkey")]
    [InlineData("/challenge")]
    [InlineData("/mfaSetup")]
    [InlineData("/newPassword")]
    [InlineData("/stepUp")]
    public async Task Without_its_cookie_a_step_leads_to_the_sign_in(string path)
    {
        var (browser, world) = await AtTheCodeAsync();
        browser.Tab.GoesTo(browser.Tab.Action.Replace("/code?", $"{path}?", StringComparison.Ordinal));
        browser.Tab.Cookies.Clear();

        var answer = await browser.SubmitAsync(("code", "123456"), ("answer", "resend"), ("password", "x"), ("credential", "{}"));
        if (answer.Status != 200)
        {
            // A page that can be shown without the step says what is wrong, and leads on at the next press.
            answer.Status.ShouldBe(400);
            answer.Words().ShouldContain("Your browser did not send our cookie.");
            answer = await browser.SubmitAsync();
        }

        answer.ShouldShow("Sign in");
        await ShouldSignInAsync(browser, world);
    }

    [Fact]
    public async Task The_pages_before_a_sign_in_are_taken_up_again_without_their_cookie()
    {
        foreach (var path in new[] { "/login", "/signup", "/forgotPassword", "/confirmForgotPassword", "/confirmUser", "/resendcode" })
        {
            var (app, world) = await StartAsync();
            var browser = new AskedBrowser(server, app);
            (await browser.OpenAsync(path)).Status.ShouldBe(200, path);
            browser.Tab.Cookies.Clear();

            var answer = await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password), ("code", "123456"));

            answer.ShouldComplain("Your browser did not send our cookie.");
            await browser.OpenAsync("/login");
            await ShouldSignInAsync(browser, world);
        }
    }

    [Fact]
    public async Task A_set_up_that_took_too_long_begins_again()
    {
        var world = await MfaWorld.CreateAsync(server, "ON");
        await world.ConfigureAsync("ON", email: false, sms: false);
        await world.SignIn.AddUserAsync("alice");
        var browser = new AskedBrowser(server, await TestApp.OfPoolAsync(server, world.SignIn.PoolId));
        await browser.AskAsync();
        (await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password))).ShouldShow("Set up an authenticator app");
        server.Clock.Advance(TimeSpan.FromMinutes(4));

        var page = await browser.SubmitAsync(("code", "123456"));

        page.ShouldShow("Sign in");
        page.Words().ShouldContain("This took too long. Start again, please.");
    }

    private async Task<(TestApp App, CodeWorld World)> StartAsync()
    {
        var (app, world) = await PageWalk.CreateAsync(server);
        await world.AddUserAsync("alice", "EMAIL_OTP");
        return (app, world);
    }

    private async Task<(AskedBrowser Browser, CodeWorld World)> AtTheCodeAsync(params (string Name, string? Value)[] changes)
    {
        var (app, world) = await StartAsync();
        var browser = new AskedBrowser(server, app);
        (await browser.AskAsync(changes)).ShouldShow("Sign in");
        (await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password))).ShouldShow("Check your messages");
        return (browser, world);
    }

    private static async Task ShouldSignInAsync(AskedBrowser browser, CodeWorld world)
    {
        await world.DeliveredAsync();
        (await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password))).ShouldShow("Check your messages");
        ShouldBeGranted(await browser.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP"))));
    }

    private static void ShouldBeGranted(Answer answer)
    {
        answer.Location.ShouldNotBeNull(answer.Body).ShouldStartWith($"{TestApp.Callback}?code=");
        answer.Parameter("state").ShouldBe("the state");
    }
}
