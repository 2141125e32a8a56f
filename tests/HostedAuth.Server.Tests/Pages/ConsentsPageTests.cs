using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Oidc.Device;

namespace HostedAuth.Server.Tests.Pages;

/// <summary>What people have allowed apps: seen and taken back, by themselves and by operators.</summary>
public sealed class ConsentsPageTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Who_is_signed_in_sees_which_app_may_what_and_takes_it_back()
    {
        var (app, browser, tokens) = await AllowedAsync();

        var page = await browser.OpenAsync("/consents");
        page.ShouldShow("Apps with access");
        page.Words().ShouldContain("Bookworm may: Know that it is you See your email address Allowed on 2026-");
        var after = await browser.SubmitAsync(("client", app.Client.Id));

        after.Words().ShouldContain("You have allowed no app to use your account.");
        (await app.RefreshAsync(tokens.Text("refresh_token")!)).ShouldRefuse(400, "invalid_grant");
        (await app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {tokens.Text("access_token")}")).Status.ShouldBe(401);
        (await browser.AskAsync()).ShouldShow("Allow Bookworm?");
    }

    [Fact]
    public async Task Codes_that_wait_are_void()
    {
        var (app, browser, _) = await AllowedAsync();
        var code = (await browser.AskAsync()).Parameter("code")!;

        await RevokeAsync(app);

        (await app.ExchangeAsync(code)).ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task What_is_taken_back_while_a_code_is_exchanged_leaves_no_tokens_behind()
    {
        var (app, browser, _) = await AllowedAsync();
        for (var round = 0; round < 6; round++)
        {
            var code = (await browser.AskAsync()).Parameter("code")!;

            var exchange = app.ExchangeAsync(code);
            await Task.WhenAll(exchange, RevokeAsync(app));

            var tokens = await exchange;
            if (tokens.Status == 200)
            {
                (await app.RefreshAsync(tokens.Text("refresh_token")!)).ShouldRefuse(400, "invalid_grant");
            }
            else
            {
                tokens.ShouldRefuse(400, "invalid_grant");
            }

            (await browser.AskAsync()).ShouldShow("Allow Bookworm?");
            (await browser.SubmitAsync(("answer", "allow"))).Parameter("code").ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Tokens_of_other_clients_and_other_people_live_on()
    {
        var (app, _, _) = await AllowedAsync();
        var other = await app.AndAnotherAsync();
        var tokens = await other.TokensAsync();

        await RevokeAsync(app);

        (await other.RefreshAsync(tokens.Text("refresh_token")!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Operators_list_and_revoke()
    {
        var (app, _, tokens) = await AllowedAsync();

        var listed = (await server.CallAsync("AdminListUserConsents", new { UserPoolId = app.PoolId, Username = "alice" }))
            .ShouldSucceed();
        listed.Text("Consents.0.ClientId").ShouldBe(app.Client.Id);
        listed.Text("Consents.0.Scopes.1").ShouldBe("email");
        await RevokeAsync(app);

        (await app.RefreshAsync(tokens.Text("refresh_token")!)).ShouldRefuse(400, "invalid_grant");
        (await server.CallAsync(
            "AdminRevokeUserConsent",
            new { UserPoolId = app.PoolId, Username = "alice", ClientId = app.Client.Id }))
            .ShouldRefuse("ResourceNotFoundException", "Consent does not exist.");
    }

    [Fact]
    public async Task Who_signed_in_long_ago_signs_in_first_and_comes_back()
    {
        var (_, browser, _) = await AllowedAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(16));

        (await browser.FollowAsync(await browser.OpenAsync("/consents"))).ShouldShow("Sign in");

        (await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password))).ShouldShow("Apps with access");
    }

    [Fact]
    public async Task A_form_from_elsewhere_takes_nothing_back()
    {
        var (app, browser, tokens) = await AllowedAsync();
        await browser.OpenAsync("/consents");

        await browser.Tab.PostAsync(browser.Tab.Action, $"client={app.Client.Id}");

        (await app.RefreshAsync(tokens.Text("refresh_token")!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_device_that_was_let_in_is_listed_and_turned_away_like_any_app()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await server.SetMetadataAsync(world.App.PoolId, world.App.Client.Id, new OAuthClientMetadata
        {
            GrantTypes = [DeviceWorld.GrantType],
            RequireConsent = true,
        });
        await world.StartAsync();
        await world.EnterAndSignInAsync();
        (await world.AnswerAsync("allow")).ShouldShow("Your device is connected");

        await RevokeAsync(world.App);

        (await world.PollAsync()).ShouldRefuse(400, "access_denied");
    }

    private async Task RevokeAsync(TestApp app) => (await server.CallAsync(
        "AdminRevokeUserConsent",
        new { UserPoolId = app.PoolId, Username = "alice", ClientId = app.Client.Id })).ShouldSucceed();

    /// <summary>Alice has allowed an app what it asked for.</summary>
    private async Task<(TestApp App, AskedBrowser Browser, Answer Tokens)> AllowedAsync()
    {
        var app = await TestApp.CreateAsync(server, new { ClientName = "Bookworm" });
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata { RequireConsent = true });
        await new SignInWorld(server, app.PoolId, app.Client).AddUserAsync("alice");
        var browser = new AskedBrowser(server, app);
        await browser.AskAsync();
        await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password));
        var answer = await browser.SubmitAsync(("answer", "allow"));
        return (app, browser, await app.ExchangeAsync(answer.Parameter("code")!));
    }
}
