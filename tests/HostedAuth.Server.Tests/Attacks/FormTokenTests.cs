using HostedAuth.Core.AppClients;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Oidc.Device;
using HostedAuth.Server.Tests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
        List<string?> wrong = [null, "", "x", elsewhere.Token, token[..^2], token + "A"];
        if (isOfOneRequest)
        {
            wrong.Add(await TokenOfAnotherRequestAsync(tab, action));
        }

        var before = await DecidedAsync(action);
        foreach (var one in wrong)
        {
            await ShouldDecideNothingAsync(tab, action, [("form", one), .. fields]);
        }

        await ShouldDecideNothingAsync(new PageTab(server), action, [("form", token), .. fields]);
        (await DecidedAsync(action)).ShouldBe(before);

        // The form is good still, and what didn't happen above happens now.
        var decided = await tab.PostAsync(action, TestApp.Encode([("form", token), .. fields]));
        decided.Status.ShouldBe(303, decided.Body);
        var end = await FollowAsync(tab, decided);
        if (page is "/device")
        {
            // A code that is typed in leads on; what it is good for is decided there.
            decided.Location.ShouldNotBeNull().ShouldContain("/device/approve");
            return;
        }

        if (page is "/account")
        {
            // Nothing is stored for the code that the app gets.
            end.Location.ShouldNotBeNull().ShouldContain("code=");
            return;
        }

        (await DecidedAsync(action)).ShouldNotBe(before);
    }

    /// <summary>
    /// The page is shown again with what is wrong, or the browser is sent to find out anew what it is asked; to the app it isn't.
    /// </summary>
    private static async Task ShouldDecideNothingAsync(PageTab tab, string action, (string, string?)[] form)
    {
        var answer = await tab.PostAsync(action, TestApp.Encode(form));

        answer.Status.ShouldBeOneOf(303, 400);
        (answer.Location ?? "").ShouldNotContain("/device/approve");
        var end = await FollowAsync(tab, answer);
        end.Status.ShouldBeOneOf(200, 400);
        end.Body.ShouldContain("<!doctype html>");
    }

    private static async Task<Answer> FollowAsync(PageTab tab, Answer answer)
    {
        for (var hops = 0; answer.Location?.StartsWith('/') == true; hops++)
        {
            hops.ShouldBeLessThan(6, $"Around and around: {answer.Location}");
            answer = await tab.OpenAsync(answer.Location);
        }

        return answer;
    }

    /// <summary>All that a button of these pages changes: what apps and devices may do, sessions ended.</summary>
    private Task<string> DecidedAsync(string action) => server.InPoolAsync(action.Split('/')[1], async services =>
    {
        var context = services.GetRequiredService<HostedAuthDbContext>();
        var devices = await context.DeviceAuthorizations.Select(row => row.State).ToListAsync();
        return $"{await context.Consents.CountAsync()} consents, {await context.SsoSessions.CountAsync(row => row.EndedAt == null)} sessions, devices {string.Join(' ', devices)}";
    });

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
