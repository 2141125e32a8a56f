using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Oidc.Device;
using HostedAuth.Server.Tests.Pages;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>
/// No other site presses a button for who is signed in (RFC 9700, section 4.7; RFC 8628, section 5.4): the pages that decide
/// take a form with the token of their own pool, browser and request alone.
/// </summary>
public sealed class FormTokenTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly (string, string?)[] Password = [("username", "alice"), ("password", SignInWorld.Password)];

    [Theory]
    [InlineData("/consent", true)]
    [InlineData("/account", true)]
    [InlineData("/device/approve", true)]
    [InlineData("/device", false)]
    [InlineData("/consents", false)]
    [InlineData("/logout/confirm", false)]
    public async Task A_form_without_its_own_token_decides_nothing(string page, bool isOfOneRequest)
    {
        var (tab, fields) = await OpenAsync(page);
        var (elsewhere, _) = await OpenAsync(page);
        var (action, token) = (tab.Action, tab.Token);
        action.ShouldContain(page);
        List<string> wrong = ["", "x", elsewhere.Token, token[..^2], token + "A"];
        if (isOfOneRequest)
        {
            wrong.Add(await TokenOfAnotherRequestAsync(tab, action));
        }

        foreach (var one in wrong)
        {
            (await tab.PostAsync(action, TestApp.Encode([("form", one), .. fields]))).Status.ShouldBe(400, $"{page} {one}");
        }

        (await tab.PostAsync(action, TestApp.Encode(fields))).Status.ShouldBe(400, page);
        var foreign = await new PageTab(server).PostAsync(action, TestApp.Encode([("form", token), .. fields]));
        foreign.Status.ShouldBe(400, page);
        // Nothing was decided: the form is good still.
        (await tab.PostAsync(action, TestApp.Encode([("form", token), .. fields]))).Status.ShouldBe(303, page);
    }

    /// <summary>The same browser and pool, another request.</summary>
    private static async Task<string> TokenOfAnotherRequestAsync(PageTab tab, string action)
    {
        var pool = action[..action.IndexOf('/', 1)];
        await tab.OpenAsync($"{pool}/device");
        return tab.Token;
    }

    private Task<(PageTab Tab, (string, string?)[] Fields)> OpenAsync(string page) => page switch
    {
        "/device" or "/device/approve" => DeviceAsync(isSignedIn: page is "/device/approve"),
        _ => AskedAsync(page),
    };

    private async Task<(PageTab Tab, (string, string?)[] Fields)> DeviceAsync(bool isSignedIn)
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        if (isSignedIn)
        {
            await world.EnterAndSignInAsync();
            return (world.Tab, [("answer", "allow")]);
        }

        await world.Tab.OpenAsync($"{world.App.Issuer}/device");
        return (world.Tab, [("user_code", world.UserCode)]);
    }

    private async Task<(PageTab Tab, (string, string?)[] Fields)> AskedAsync(string page)
    {
        var app = await TestApp.CreateAsync(server);
        // So that /device has a form.
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata
        {
            RequireConsent = page is "/consent" or "/consents",
            GrantTypes = [DeviceWorld.GrantType],
        });
        await new SignInWorld(server, app.PoolId, app.Client).AddUserAsync("alice");
        var browser = new AskedBrowser(server, app);
        await browser.AskAsync();
        await browser.SubmitAsync(Password);
        switch (page)
        {
            case "/consent":
                return (browser.Tab, [("answer", "allow")]);
            case "/account":
                await browser.AskAsync(("prompt", "select_account"));
                return (browser.Tab, []);
            case "/consents":
                await browser.SubmitAsync(("answer", "allow"));
                await browser.OpenAsync("/consents");
                return (browser.Tab, [("client", app.Client.Id)]);
            default:
                await browser.FollowAsync(await browser.Tab.OpenAsync(
                    $"{app.Issuer}/logout?client_id={app.Client.Id}&post_logout_redirect_uri={Uri.EscapeDataString(TestApp.SignedOut)}"));
                return (browser.Tab, []);
        }
    }
}
