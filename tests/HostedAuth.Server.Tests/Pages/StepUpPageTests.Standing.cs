using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

// What a sign-in of another day, or of another factor, is worth.
public sealed partial class StepUpPageTests
{
    [Fact]
    public async Task Who_could_begin_with_something_stronger_than_a_password_is_led_to_the_sign_in()
    {
        var (app, world) = await PageWalk.CreateAsync(server, "OPTIONAL", "PASSWORD", "WEB_AUTHN");
        await world.AddUserAsync("alice");
        var browser = new AskedBrowser(server, app);
        await browser.AskAsync();
        ShouldBeGranted(await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password)));

        (await browser.AskAsync(Three)).ShouldShow("Sign in");
    }

    [Fact]
    public async Task A_browser_signed_in_before_the_factors_of_its_user_is_not_raised()
    {
        var (browser, world) = await SignedInAsync("EMAIL_OTP");
        await world.SignIn.ChangeUserAsync("alice", user =>
            user.SecondFactorsSince = server.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));

        (await browser.AskAsync(Three)).ShouldShow("Sign in");
        (await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password))).ShouldShow("Check your messages");
    }

    [Fact]
    public async Task A_factor_proven_before_the_present_ones_counted_answers_nothing()
    {
        var (browser, world) = await SignedInAsync("EMAIL_OTP");
        await browser.AskAsync(Three);
        await browser.PressAsync();
        ShouldBeGranted(await browser.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP"))));
        ShouldBeGranted(await browser.AskAsync(Three));
        server.Clock.Advance(TimeSpan.FromSeconds(1));

        await world.SignIn.ChangeUserAsync("alice", user => user.SecondFactorsSince = server.Clock.GetUtcNow());

        (await browser.AskAsync()).ShouldShow("Sign in");
    }

    [Fact]
    public async Task The_tokens_of_a_code_tell_the_level_of_when_it_was_made()
    {
        var (app, world) = await PageWalk.CreateAsync(server);
        await world.AddUserAsync("alice");
        var browser = new AskedBrowser(server, app);
        await browser.AskAsync();
        var early = await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password));
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["EMAIL_OTP"]);
        await browser.AskAsync(Three);
        await browser.PressAsync();
        var late = await browser.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP")));

        (await LevelOfAsync(early)).ShouldBe("urn:cognito:loa:1");
        (await LevelOfAsync(late)).ShouldBe("urn:cognito:loa:3");

        async Task<string?> LevelOfAsync(Answer granted) =>
            (await app.ExchangeAsync(granted.Parameter("code")!)).Claims("id_token").GetProperty("acr").GetString();
    }
}
