using System.Text.RegularExpressions;
using HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

public sealed partial class AuthenticatorPageTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string SetUpHeading = "Set up an authenticator app";

    [Fact]
    public async Task A_code_of_the_app_is_the_second_factor_and_is_good_once()
    {
        var (walk, world) = await StartAsync();
        var app = await world.AddAppAsync("alice", "Ann's phone");
        (await walk.SignInAsync()).ShouldShow("Open your authenticator app");
        var code = app.Code();

        (await walk.SubmitAsync(("code", app.WrongCode()))).ShouldComplain("This code is not right.");
        (await walk.SubmitAsync(("code", code))).ShouldBeSignedIn();
        await walk.SignInAsync();
        (await walk.SubmitAsync(("code", code))).ShouldComplain("This code was used already.");
    }

    [Fact]
    public async Task Where_a_second_factor_is_demanded_an_app_is_set_up_at_sign_in_and_asked_for_next_time()
    {
        var (walk, world) = await StartAsync("ON");
        await world.SignIn.AddUserAsync("alice");
        var page = await walk.SignInAsync();
        page.ShouldShow(SetUpHeading);
        page.Body.ShouldContain("<svg");
        var app = new TestAuthenticator(SecretOf(page), server.Clock);

        (await walk.SubmitAsync(("code", app.WrongCode()))).ShouldComplain("This code is not right.");
        (await walk.SubmitAsync(("code", app.Code()), ("name", "Phone"))).ShouldBeSignedIn();
        server.Clock.Advance(TimeSpan.FromSeconds(30));
        (await walk.SignInAsync()).ShouldShow("Open your authenticator app");
        (await walk.SubmitAsync(("code", app.Code()))).ShouldBeSignedIn();
    }

    [Fact]
    public async Task The_secret_stays_the_same_when_the_page_is_loaded_again()
    {
        var (walk, world) = await StartAsync("ON");
        await world.SignIn.AddUserAsync("alice");
        var first = await walk.SignInAsync();

        var second = await walk.Tab.OpenAsync(walk.Tab.Action);

        SecretOf(second).ShouldBe(SecretOf(first));
    }

    [Fact]
    public async Task Nothing_is_set_up_without_a_right_code()
    {
        var (walk, world) = await StartAsync("ON");
        await world.SignIn.AddUserAsync("alice");
        await walk.SignInAsync();

        (await walk.SubmitAsync()).Status.ShouldBe(400);
        (await walk.SubmitAsync(("code", ""))).Status.ShouldBe(400);
        (await walk.SubmitAsync(("answer", "SOFTWARE_TOKEN_MFA"))).Status.ShouldBe(400);

        (await world.ReadUserAsync("alice")).ActiveFactors.ShouldBeEmpty();
    }

    private async Task<(PageWalk Walk, MfaWorld World)> StartAsync(string configuration = "OPTIONAL")
    {
        var world = await MfaWorld.CreateAsync(server, configuration);
        return (new PageWalk(server, await TestApp.OfPoolAsync(server, world.SignIn.PoolId)), world);
    }

    private static string SecretOf(Answer page) => Secret().Match(page.Body).Groups[1].Value;

    [GeneratedRegex("data-copies=\"([A-Z2-7]+)\"")]
    private static partial Regex Secret();
}
