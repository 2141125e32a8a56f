using System.Net;
using HostedAuth.Server.Tests.Attacks;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Logout;

/// <summary>Somebody in a browser who is signed in at an app.</summary>
internal sealed record LogoutPerson(TestApp App, PageTab Tab, string Hint, string AccessToken)
{
    public static async Task<LogoutPerson> CreateAsync(HostedAuthServer server)
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = (await app.SignInAsync()).Split('=', 2);
        var tab = new PageTab(server) { Cookies = { [cookie[0]] = cookie[1] } };
        var granted = await tab.OpenAsync($"{app.Issuer}/oauth2/authorize{app.Query()}");
        var tokens = await app.ExchangeAsync(granted.Parameter("code")!);
        return new(app, tab, tokens.Text("id_token")!, tokens.Text("access_token")!);
    }

    public Task<Answer> LogOutAsync(params (string Name, string? Value)[] parameters) =>
        Tab.OpenAsync($"{App.Issuer}/logout?{TestApp.Encode(parameters)}");

    /// <summary>Opens the question and presses its button.</summary>
    public async Task<Answer> AgreeAsync(Answer asked)
    {
        asked.Location.ShouldNotBeNull().ShouldStartWith($"/{App.PoolId}/logout/confirm");
        (await Tab.OpenAsync(asked.Location)).Status.ShouldBe(200);
        return await Tab.SubmitAsync();
    }

    public Task<Answer> AuthorizeSilentlyAsync() =>
        Tab.OpenAsync($"{App.Issuer}/oauth2/authorize{App.Query(("prompt", "none"))}");

    public async Task ShouldBeSignedOutAsync() => (await AuthorizeSilentlyAsync()).Error.ShouldBe("login_required");

    /// <summary>On our own page, and still signed in.</summary>
    public async Task ShouldShowAnErrorAsync(Answer answer)
    {
        answer.Status.ShouldBe(303);
        answer.Location.ShouldNotBeNull().ShouldStartWith($"/{App.PoolId}/error?");
        (await Tab.OpenAsync(answer.Location)).Status.ShouldBe((int)HttpStatusCode.BadRequest);
        (await AuthorizeSilentlyAsync()).Parameter("code").ShouldNotBeNullOrEmpty();
    }
}
