using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Oidc.Device;
using HostedAuth.Server.Tests.Oidc.Registration;

namespace HostedAuth.Server.Tests.Pages;

/// <summary>People decide by the site that the page shows: what they allow goes there and nowhere else.</summary>
public sealed class ConsentSiteTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Evil = "https://evil.example/cb";

    private static readonly (string, string?)[] Password = [("username", "alice"), ("password", SignInWorld.Password)];

    [Fact]
    public async Task What_was_allowed_for_one_host_is_asked_anew_for_another()
    {
        var (_, _, browser) = await RegisteredAsync();
        await browser.AskAsync();
        (await browser.SubmitAsync(Password)).Words().ShouldContain("You go back to app.example");
        (await browser.SubmitAsync(("answer", "allow"))).Parameter("code").ShouldNotBeNullOrEmpty();

        (await SilentlyAsync(browser, TestApp.Callback)).Parameter("code").ShouldNotBeNullOrEmpty();
        (await SilentlyAsync(browser, Evil)).Error.ShouldBe("consent_required");
        (await browser.AskAsync(("redirect_uri", Evil))).Words().ShouldContain("You go back to evil.example");
    }

    [Fact]
    public async Task What_more_was_allowed_for_one_host_the_other_does_not_get()
    {
        var (world, client, browser) = await RegisteredAsync();
        await browser.AskAsync();
        await browser.SubmitAsync(Password);
        await AllowAsync(world, client, "https://app.example", "openid", "email", "phone");
        await AllowAsync(world, client, "https://evil.example", "openid", "email");

        (await SilentlyAsync(browser, TestApp.Callback, "openid phone")).Parameter("code").ShouldNotBeNullOrEmpty();
        (await SilentlyAsync(browser, Evil)).Parameter("code").ShouldNotBeNullOrEmpty();
        (await SilentlyAsync(browser, Evil, "openid phone")).Error.ShouldBe("consent_required");
    }

    [Fact]
    public async Task What_a_device_was_allowed_sends_no_browser_anywhere()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await server.SetMetadataAsync(
            world.App.PoolId,
            world.App.Client.Id,
            new OAuthClientMetadata { GrantTypes = [DeviceWorld.GrantType], RequireConsent = true });
        await world.StartAsync();
        await world.EnterAndSignInAsync();
        await world.AnswerAsync("allow");
        (await world.PollAsync()).Status.ShouldBe(200);

        var answer = await world.Tab.OpenAsync($"{world.App.Issuer}/oauth2/authorize{world.App.Query(("prompt", "none"))}");

        answer.ShouldTellTheClient("consent_required");
    }

    [Fact]
    public async Task What_was_shown_under_one_name_is_not_said_to_another()
    {
        var (world, client, browser) = await RegisteredAsync();
        await browser.AskAsync();
        (await browser.SubmitAsync(Password)).ShouldShow("Allow Books?");
        var id = client.Text("client_id");
        (await world.ManageAsync(
            HttpMethod.Put,
            id,
            client.Text("registration_access_token"),
            new { client_id = id, client_name = "Bank", redirect_uris = new[] { TestApp.Callback } })).Status.ShouldBe(200);

        var answer = await browser.SubmitAsync(("answer", "allow"));

        answer.Parameter("code").ShouldBeNull(answer.Location);
        (await SilentlyAsync(browser, TestApp.Callback)).Error.ShouldBe("consent_required");
    }

    [Theory]
    [InlineData("https://app.example/cb", "https://app.example")]
    [InlineData("https://app.example:443/cb", "https://app.example")]
    [InlineData("https://app.example:8443/cb", "https://app.example:8443")]
    [InlineData("https://good.example@evil.example/cb", "https://evil.example")]
    [InlineData("https://b\u00fccher.example/cb", "https://xn--bcher-kva.example")]
    [InlineData("http://127.0.0.1:50123/cb", "http://127.0.0.1")]
    [InlineData("http://[::1]:50123/cb", "http://[::1]")]
    [InlineData("http://localhost:3000/cb", "http://localhost:3000")]
    [InlineData("com.evil.app://good.example/cb", "com.evil.app")]
    [InlineData("com.evil.app:/cb", "com.evil.app")]
    public void A_site_is_what_people_go_by(string address, string site) => RedirectSite.Of(address).ShouldBe(site);

    private static Task<Answer> SilentlyAsync(AskedBrowser browser, string address, string scope = "openid email") => browser.OpenAsync(
        "/oauth2/authorize",
        ("redirect_uri", address), ("prompt", "none"), ("scope", scope));

    private Task AllowAsync(RegistrationWorld world, Answer client, string site, params string[] scopes) =>
        server.AllowAsync(world.PoolId, "alice", client.Text("client_id")!, new(site, scopes, []));

    private async Task<(RegistrationWorld World, Answer Client, AskedBrowser Browser)> RegisteredAsync()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync(new { redirect_uris = new[] { TestApp.Callback, Evil }, client_name = "Books" });
        var app = TestApp.Of(server, world.PoolId, new TestClient(client.Text("client_id")!, client.Text("client_secret")));
        await new SignInWorld(server, world.PoolId, app.Client).AddUserAsync("alice");
        return (world, client, new(server, app));
    }
}
