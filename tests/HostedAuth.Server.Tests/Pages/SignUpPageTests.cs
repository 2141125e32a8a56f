using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

public sealed class SignUpPageTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Who_has_just_chosen_a_password_is_signed_in_by_the_code()
    {
        var (walk, email) = await SignUpAsync();

        (await walk.SubmitAsync(("code", await server.CodeToAsync(email)))).ShouldBeSignedIn();
    }

    [Fact]
    public async Task Another_browser_that_gives_the_code_still_has_to_sign_in()
    {
        var (walk, email) = await SignUpAsync();
        var code = await server.CodeToAsync(email);
        var other = new PageWalk(server, walk.App);
        await other.OpenAsync("/confirmUser");

        var answer = await other.SubmitAsync(("username", email), ("code", code));

        answer.ShouldShow("Sign in");
        answer.Body.ShouldContain("Your account is confirmed. You can sign in now.");
    }

    [Fact]
    public async Task Who_signs_up_where_a_stranger_did_before_is_not_led_into_the_strangers_account()
    {
        var (stranger, email) = await SignUpAsync();
        var code = await server.CodeToAsync(email);
        var owner = new PageWalk(server, stranger.App);
        await owner.OpenAsync("/signup");
        (await owner.SubmitAsync(("username", email), ("password", "Own-Passw0rd!"))).ShouldShow("Confirm your account");

        var answer = await owner.SubmitAsync(("code", code));

        answer.Body.ShouldContain("<h1>Sign in</h1>");
    }

    private async Task<(PageWalk Walk, string Email)> SignUpAsync()
    {
        var app = await TestApp.CreateAsync(
            server,
            client: new { ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" } },
            pool: new { UsernameAttributes = new[] { "email" }, AutoVerifiedAttributes = new[] { "email" } });
        var walk = new PageWalk(server, app);
        var email = People.NewEmail();
        await walk.OpenAsync("/signup");
        (await walk.SubmitAsync(("username", email), ("password", People.Password))).ShouldShow("Confirm your account");
        return (walk, email);
    }
}
