using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Pages;

// Who can't be asked for more, or need not be.
public sealed partial class StepUpPageTests
{
    [Fact]
    public async Task A_sign_in_that_ended_meanwhile_is_raised_no_more()
    {
        var (browser, world) = await SignedInAsync("EMAIL_OTP");
        await browser.AskAsync(Three);
        await browser.PressAsync();
        var code = await world.CodeAsync("EMAIL_OTP");
        await server.InPoolAsync(world.SignIn.PoolId, services => services.GetRequiredService<HostedAuthDbContext>().SsoSessions
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndedAt, server.Clock.GetUtcNow())));

        (await browser.SubmitAsync(("code", code))).ShouldShow("Sign in");
    }

    [Fact]
    public async Task The_app_is_told_of_a_level_that_the_person_has_no_factors_for()
    {
        var (browser, _) = await SignedInAsync("EMAIL_OTP");

        ShouldBeUnmet(await browser.AskAsync(Four));
        ShouldBeUnmet(await browser.AskAsync(Four, ("prompt", "none")));
        (await browser.AskAsync(Three, ("prompt", "none"))).Parameter("error").ShouldBe("login_required");
    }

    [Fact]
    public async Task The_app_is_told_of_it_after_a_sign_in_too()
    {
        var (app, world) = await PageWalk.CreateAsync(server);
        await world.AddUserAsync("alice");
        var browser = new AskedBrowser(server, app);
        (await browser.AskAsync(Four)).ShouldShow("Sign in");

        ShouldBeUnmet(await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password)));
    }

    [Fact]
    public async Task Who_must_set_a_factor_up_signs_in_again_first()
    {
        var (browser, world) = await SignedInAsync();
        await world.SignIn.ChangePoolAsync(settings => settings with { MfaConfiguration = "ON" });
        await world.SignIn.ChangeUserAsync("alice", user => user.Attributes = new Dictionary<string, string>());

        (await browser.AskAsync()).ShouldShow("Sign in");

        (await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password))).ShouldShow("Protect your account");
    }

    [Fact]
    public async Task Who_need_not_prove_more_is_led_back_and_gets_nothing_by_pressing()
    {
        var (browser, world) = await SignedInAsync("EMAIL_OTP");
        await browser.AskAsync(Three);
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = []);

        ShouldBeUnmet(await browser.PressAsync());
        ShouldBeGranted(await browser.FollowAsync(await browser.OpenAsync("/stepUp")));
    }
}
