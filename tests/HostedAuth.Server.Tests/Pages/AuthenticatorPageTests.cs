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
        var (walk, world) = await StartAsync("ON", appOnly: true);
        await world.SignIn.AddUserAsync("alice");
        var page = await walk.SignInAsync();
        page.ShouldShow(SetUpHeading);
        page.Body.ShouldContain("<svg");
        var app = new TestAuthenticator(SecretOf(page), server.Clock);

        (await walk.SubmitAsync(("code", app.WrongCode()))).ShouldComplain("This code is not right.");
        (await walk.SubmitAsync(("code", app.Code()), ("name", "Phone"))).ShouldShow("Recovery codes");
        server.Clock.Advance(TimeSpan.FromSeconds(30));
        (await walk.SignInAsync()).ShouldShow("Open your authenticator app");
        (await walk.SubmitAsync(("code", app.Code()))).ShouldBeSignedIn();
    }

    [Fact]
    public async Task A_recovery_code_that_was_shown_stands_in_for_the_app_once()
    {
        var (walk, world) = await StartAsync("ON", appOnly: true);
        await world.SignIn.AddUserAsync("alice");
        var app = new TestAuthenticator(SecretOf(await walk.SignInAsync()), server.Clock);
        await walk.SubmitAsync(("code", app.Code()));
        var shown = await walk.SubmitAsync();
        var codes = Code().Matches(shown.Body).Select(match => match.Groups[1].Value).ToList();
        codes.Count.ShouldBe(10);
        codes.Distinct().Count().ShouldBe(10);

        await TakeRecoveryCodeAsync(walk);
        (await walk.SubmitAsync(("code", "aaaaa-bbbbb"))).ShouldComplain("This code is not right.");
        (await walk.SubmitAsync(("code", codes[3].ToUpperInvariant()))).ShouldBeSignedIn();
        await TakeRecoveryCodeAsync(walk);
        (await walk.SubmitAsync(("code", codes[3]))).ShouldComplain("This code is not right.");
    }

    [Fact]
    public async Task Recovery_codes_are_for_who_has_signed_in_a_short_while_ago()
    {
        var (walk, world) = await StartAsync();
        var app = await world.AddAppAsync("alice");
        (await walk.OpenAsync("/recoveryCodes")).Location.ShouldNotBeNull().ShouldContain("/login?");
        await walk.SignInAsync();
        (await walk.SubmitAsync(("code", app.Code()))).ShouldBeSignedIn();
        (await walk.OpenAsync("/recoveryCodes")).ShouldShow("Recovery codes");

        server.Clock.Advance(TimeSpan.FromMinutes(15));

        (await walk.SubmitAsync()).ShouldShow("Sign in");
    }

    [Fact]
    public async Task Recovery_codes_are_not_for_a_sign_in_without_the_second_factor()
    {
        var (walk, world) = await StartAsync();
        await world.SignIn.AddUserAsync("alice");
        (await walk.SignInAsync()).ShouldBeSignedIn();

        var refused = await walk.OpenAsync("/recoveryCodes");

        refused.ShouldComplain("You signed in without a second factor.", 403);
        Code().Matches((await walk.SubmitAsync()).Body).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("EMAIL_OTP", "email")]
    [InlineData("SMS_MFA", "phone_number")]
    public async Task Codes_by_message_are_set_up_at_sign_in(string way, string attribute)
    {
        var (walk, world) = await StartAsync("ON");
        await world.SignIn.AddUserAsync("alice");
        var address = way is "SMS_MFA" ? "+12065550142" : People.NewEmail();
        (await walk.SignInAsync()).ShouldShow("Protect your account");
        (await walk.ChooseAsync(way)).ShouldShow("Where shall codes go?");

        (await walk.SubmitAsync((attribute, "nonsense"))).Status.ShouldBe(400);
        (await walk.SubmitAsync((attribute, address))).ShouldShow("Check your messages");
        (await walk.SubmitAsync(("code", await server.CodeToAsync(address)))).ShouldShow("Recovery codes");

        (await world.ReadUserAsync("alice")).ActiveFactors.ShouldBe([way]);
    }

    [Fact]
    public async Task The_secret_stays_the_same_when_the_page_is_loaded_again()
    {
        var (walk, world) = await StartAsync("ON", appOnly: true);
        await world.SignIn.AddUserAsync("alice");
        var first = await walk.SignInAsync();

        var second = await walk.Tab.OpenAsync(walk.Tab.Action);

        SecretOf(second).ShouldBe(SecretOf(first));
    }

    [Fact]
    public async Task Nothing_is_set_up_without_a_right_code()
    {
        var (walk, world) = await StartAsync("ON", appOnly: true);
        await world.SignIn.AddUserAsync("alice");
        await walk.SignInAsync();

        (await walk.SubmitAsync()).Status.ShouldBe(400);
        (await walk.SubmitAsync(("code", ""))).Status.ShouldBe(400);
        (await walk.SubmitAsync(("answer", "SOFTWARE_TOKEN_MFA"))).Status.ShouldBe(400);

        (await world.ReadUserAsync("alice")).ActiveFactors.ShouldBeEmpty();
    }

    private async Task<(PageWalk Walk, MfaWorld World)> StartAsync(string configuration = "OPTIONAL", bool appOnly = false)
    {
        var world = await MfaWorld.CreateAsync(server, configuration);
        if (appOnly)
        {
            await world.ConfigureAsync(configuration, email: false, sms: false);
        }

        return (new PageWalk(server, await TestApp.OfPoolAsync(server, world.SignIn.PoolId)), world);
    }

    private static async Task TakeRecoveryCodeAsync(PageWalk walk)
    {
        await walk.SignInAsync();
        await walk.Tab.OpenAsync(walk.Tab.Action.Replace("/authenticator?", "/factor?", StringComparison.Ordinal));
        (await walk.ChooseAsync("RECOVERY_CODE")).ShouldShow("Use a recovery code");
    }

    private static string SecretOf(Answer page) => Secret().Match(page.Body).Groups[1].Value;

    [GeneratedRegex("data-copies=\"([A-Z2-7]+)\"")]
    private static partial Regex Secret();

    [GeneratedRegex("<li><code>([a-z0-9-]+)</code></li>")]
    private static partial Regex Code();
}
