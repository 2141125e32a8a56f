using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Pages;

/// <summary>Whoever signs in at a browser that is signed in already.</summary>
public sealed class OneBrowserOneSessionTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly (string, string?) Login = ("prompt", "login");

    [Fact]
    public async Task The_same_user_goes_on_in_the_same_session_as_a_new_sign_in()
    {
        var (browser, app, world) = await SignedInAsync();
        var before = (await LivingAsync(world)).ShouldHaveSingleItem();
        server.Clock.Advance(TimeSpan.FromMinutes(20));

        await browser.AskAsync(Login);
        var again = await SignInAsync(browser, "alice");

        again.Parameter("code").ShouldNotBeNullOrEmpty();
        var after = (await LivingAsync(world)).ShouldHaveSingleItem();
        after.Id.ShouldBe(before.Id);
        after.AuthenticatedAt.ShouldBe(before.AuthenticatedAt.AddMinutes(20));
        after.ExpiresAt.ShouldBe(before.ExpiresAt.AddMinutes(20));
        (await app.ExchangeAsync(again.Parameter("code")!)).Claims("id_token").GetProperty("auth_time").GetInt64()
            .ShouldBe(after.AuthenticatedAt.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task What_was_granted_before_the_second_sign_in_ends_with_the_logout_too()
    {
        var (browser, app, world) = await SignedInAsync();
        var first = await GrantAsync(browser, app);
        await browser.AskAsync(Login);
        await SignInAsync(browser, "alice");

        await LogOutAsync(browser, app);

        (await app.RefreshAsync(first)).ShouldRefuse(400, "invalid_grant");
        (await LivingAsync(world)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_handle_is_new_with_each_sign_in()
    {
        var (browser, app, _) = await SignedInAsync();
        var planted = browser.Tab.Cookies[$"ha-sso-{app.PoolId}"];
        await browser.AskAsync(Login);

        await SignInAsync(browser, "alice");

        browser.Tab.Cookies[$"ha-sso-{app.PoolId}"].ShouldNotBe(planted);
        (await app.AuthorizeAsync(app.Query(("prompt", "none")), $"ha-sso-{app.PoolId}={planted}")).Error
            .ShouldBe("login_required");
    }

    [Fact]
    public async Task Another_users_session_ends_with_all_that_hangs_on_it()
    {
        var (browser, app, world) = await SignedInAsync();
        await world.AddUserAsync("bob");
        var granted = await GrantAsync(browser, app);
        var before = (await LivingAsync(world)).ShouldHaveSingleItem();
        await browser.AskAsync(Login);

        await SignInAsync(browser, "bob");

        var after = (await LivingAsync(world)).ShouldHaveSingleItem();
        after.Id.ShouldNotBe(before.Id);
        after.UserId.ShouldNotBe(before.UserId);
        (await app.RefreshAsync(granted)).ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task A_handle_that_is_no_good_ends_nothing()
    {
        var (browser, app, world) = await SignedInAsync();
        var before = (await LivingAsync(world)).ShouldHaveSingleItem();
        browser.Tab.Cookies[$"ha-sso-{app.PoolId}"] = $"{before.Id}.{new string('A', 43)}";
        await browser.AskAsync();

        await SignInAsync(browser, "alice");

        (await LivingAsync(world)).Select(session => session.Id).ShouldContain(before.Id);
    }

    [Fact]
    public async Task A_second_factor_from_before_the_present_ones_counted_adds_no_passkey()
    {
        var (browser, _, world) = await SignedInAsync("PASSWORD", "WEB_AUTHN");
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["EMAIL_OTP"]);
        await browser.AskAsync(Login);
        (await SignInAsync(browser, "alice")).ShouldShow("Check your messages");
        await browser.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP")));
        (await browser.OpenAsync("/passkeys/add")).Status.ShouldBe(200);
        server.Clock.Advance(TimeSpan.FromSeconds(1));

        await world.SignIn.ChangeUserAsync("alice", user => user.SecondFactorsSince = server.Clock.GetUtcNow());

        var refused = await browser.OpenAsync("/passkeys/add");
        refused.Status.ShouldBe(303);
        refused.Location.ShouldNotBeNull().ShouldContain("/login?");
    }

    private async Task<(AskedBrowser Browser, TestApp App, CodeWorld World)> SignedInAsync(
        params string[] firstFactors)
    {
        var (app, world) = await PageWalk.CreateAsync(server, "OPTIONAL", firstFactors);
        await world.AddUserAsync("alice");
        var browser = new AskedBrowser(server, app);
        (await browser.AskAsync()).ShouldShow("Sign in");
        await SignInAsync(browser, "alice");
        return (browser, app, world);
    }

    private static Task<Answer> SignInAsync(AskedBrowser browser, string username) =>
        browser.SubmitAsync(("username", username), ("password", SignInWorld.Password));

    /// <summary>A refresh token that the browser's session grants.</summary>
    private static async Task<string> GrantAsync(AskedBrowser browser, TestApp app)
    {
        var granted = await browser.AskAsync();
        return (await app.ExchangeAsync(granted.Parameter("code")!)).Text("refresh_token")!;
    }

    private static Task<Answer> LogOutAsync(AskedBrowser browser, TestApp app) => browser.Tab.OpenAsync(
        $"{app.Issuer}/logout?client_id={app.Client.Id}&logout_uri={Uri.EscapeDataString(TestApp.SignedOut)}");

    private Task<List<SsoSession>> LivingAsync(CodeWorld world) =>
        server.InPoolAsync(world.SignIn.PoolId, services => services.GetRequiredService<HostedAuthDbContext>().SsoSessions
            .AsNoTracking().Where(session => session.EndedAt == null).ToListAsync());
}
