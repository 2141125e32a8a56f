using HostedAuth.Core.UserPools.Settings;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Logout;

/// <summary>/logout in Cognito's forms, in a pool that has people asked (<see cref="PoolOAuthSettings.ConfirmLogout"/>).</summary>
public sealed class ConfirmedLogoutTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Who_is_signed_in_is_asked_and_then_goes_on_to_the_address()
    {
        var person = await PersonAsync();

        var asked = await person.LogOutAsync(("client_id", person.App.Client.Id), ("logout_uri", TestApp.SignedOut));
        var before = await person.AuthorizeSilentlyAsync();
        var done = await person.AgreeAsync(asked);

        before.Parameter("code").ShouldNotBeNullOrEmpty();
        done.Location.ShouldBe(TestApp.SignedOut);
        await person.ShouldBeSignedOutAsync();
    }

    [Fact]
    public async Task The_form_that_leads_to_the_login_page_asks_too()
    {
        var person = await PersonAsync();

        var done = await person.AgreeAsync(await person.Tab.OpenAsync($"{person.App.Issuer}/logout{person.App.Query()}"));

        done.Location.ShouldNotBeNull().ShouldStartWith($"/{person.App.PoolId}/login?");
        await person.ShouldBeSignedOutAsync();
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_asked_nothing()
    {
        var person = await PersonAsync();
        person.Tab.Cookies.Clear();

        var answer = await person.LogOutAsync(("client_id", person.App.Client.Id), ("logout_uri", TestApp.SignedOut));

        answer.Location.ShouldBe(TestApp.SignedOut);
    }

    private async Task<LogoutPerson> PersonAsync()
    {
        var person = await LogoutPerson.CreateAsync(server);
        var set = await server.CallAsync(
            "SetUserPoolOAuthConfiguration",
            new { UserPoolId = person.App.PoolId, OAuthConfiguration = new { ConfirmLogout = true } });
        set.ShouldSucceed().Text("OAuthConfiguration").ShouldBe("""{"ConfirmLogout":true}""");
        return person;
    }
}
