using HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;
using HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Notices;

/// <summary>Second factors, passkeys and recovery codes that come and go.</summary>
public sealed class FactorNoticesTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string AppAdded = "An authenticator app was added.";
    private const string AppRemoved = "An authenticator app was removed.";
    private const string AppOn = "Sign-in now asks for the code of an authenticator app.";
    private const string AppOff = "Sign-in no longer asks for the code of an authenticator app.";
    private const string CodesMade = "New recovery codes were made; older ones no longer work.";

    [Fact]
    public async Task An_app_is_told_when_it_comes_when_it_counts_and_when_it_goes()
    {
        var world = await NoticesWorld.CreateAsync(server);
        var app = await world.Mfa.AssociateAsync(world.Token);
        (await world.CountAsync()).ShouldBe(0);
        (await world.Mfa.VerifyAsync(world.Token, app.WrongCode())).Error.ShouldNotBeNull();
        (await world.Mfa.VerifyAsync(world.Token, app.Code())).ShouldSucceed();
        await PreferAsync(world, "SoftwareTokenMfaSettings", true);
        await PreferAsync(world, "SoftwareTokenMfaSettings", true);
        await PreferAsync(world, "SoftwareTokenMfaSettings", false);
        await PreferAsync(world, "SoftwareTokenMfaSettings", true);

        await world.DoAsync("DeleteSoftwareToken", new() { ["SoftwareTokenId"] = await AppIdAsync(world) });

        (await world.ChangesAsync()).ShouldBe([AppAdded, AppOn, AppOff, AppOn, $"{AppRemoved} {AppOff}"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_app_that_was_no_factor_is_told_when_it_goes()
    {
        var world = await NoticesWorld.CreateAsync(server);
        await AddAppAsync(world);

        await world.AdministerAsync("AdminDeleteSoftwareToken", []);
        await world.AdministerAsync("AdminDeleteSoftwareToken", []);

        (await world.ChangesAsync()).ShouldBe([AppAdded, AppRemoved], ignoreOrder: true);
    }

    [Fact]
    public async Task All_apps_that_an_administrator_removes_are_one_notice()
    {
        var world = await NoticesWorld.CreateAsync(server);
        await AddAppAsync(world);
        await PreferAsync(world, "SoftwareTokenMfaSettings", true);

        await world.AdministerAsync("AdminDeleteSoftwareToken", []);

        (await world.ChangesAsync()).ShouldBe([AppAdded, AppOn, AppOff], ignoreOrder: true);
    }

    [Fact]
    public async Task A_factor_that_is_set_up_on_the_way_in_is_one_notice()
    {
        var world = await NoticesWorld.CreateAsync(server, "ON");
        await world.Mfa.ConfigureAsync("ON", email: false, sms: false);
        var asked = await world.Mfa.AskAsync("alice", "MFA_SETUP");
        var offer = await server.CallPublicAsync("AssociateSoftwareToken", new { Session = asked.Text("Session") });
        var app = new TestAuthenticator(offer.ShouldSucceed().Text("SecretCode")!, server.Clock);
        var verified = await server.CallPublicAsync(
            "VerifySoftwareToken", new { Session = offer.Text("Session"), UserCode = app.Code() });

        (await world.Mfa.AnswerAsync(verified.ShouldSucceed(), "alice", "MFA_SETUP")).ShouldSucceed();

        (await world.ChangesAsync()).ShouldBe([AppOn]);
    }

    [Fact]
    public async Task Codes_by_mail_and_text_are_told_by_mail_alone()
    {
        var world = await NoticesWorld.CreateAsync(
            server, attributes: [("phone_number", "+15550177"), ("phone_number_verified", "true")]);

        await world.AdministerAsync("AdminSetUserMFAPreference", new()
        {
            ["SMSMfaSettings"] = new { Enabled = true },
            ["EmailMfaSettings"] = new { Enabled = true },
        });
        await world.AdministerAsync("AdminDeleteUserAttributes", new() { ["UserAttributeNames"] = new[] { "phone_number" } });

        (await world.ChangesAsync()).ShouldBe(
            [
                "Sign-in now asks for a code sent by text message. Sign-in now asks for a code sent by email.",
                "The phone number was changed. Sign-in no longer asks for a code sent by text message.",
            ],
            ignoreOrder: true);
        (await world.ToldAsync("+15550177")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_passkey_is_told_when_it_comes_and_goes()
    {
        var world = await NoticesWorld.CreateAsync(server, pool: new
        {
            UserPoolTags = NoticesWorld.Tags,
            Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "WEB_AUTHN" } } },
        });
        var passkeys = new PasskeyWorld(world.Mfa.SignIn);
        (await passkeys.RegisterAsync(world.Token, new SoftwareAuthenticator())).ShouldSucceed();
        var id = (await passkeys.ListAsync(world.Token)).Text("Credentials.0.CredentialId")!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => passkeys.DeleteAsync(world.Token, id)));

        answers.Count(answer => answer.Error is null).ShouldBe(1);
        (await world.ChangesAsync()).ShouldBe(["A passkey was added.", "A passkey was removed."], ignoreOrder: true);
    }

    [Fact]
    public async Task Recovery_codes_are_told_when_they_are_made_and_when_one_is_used()
    {
        var world = await NoticesWorld.CreateAsync(server);
        await AddAppAsync(world);
        await PreferAsync(world, "SoftwareTokenMfaSettings", true);
        var codes = await world.Mfa.MakeRecoveryCodesAsync("alice");
        var wrong = await world.Mfa.AskAsync("alice", "SOFTWARE_TOKEN_MFA");
        (await world.Mfa.AnswerAsync(wrong, "alice", "SOFTWARE_TOKEN_MFA", ("RECOVERY_CODE", "aaaaa-aaaaa"))).Error.ShouldNotBeNull();
        ApiAnswer[] asked =
            [await world.Mfa.AskAsync("alice", "SOFTWARE_TOKEN_MFA"), await world.Mfa.AskAsync("alice", "SOFTWARE_TOKEN_MFA")];

        var answers = await Task.WhenAll(asked.Select(session =>
            world.Mfa.AnswerAsync(session, "alice", "SOFTWARE_TOKEN_MFA", ("RECOVERY_CODE", codes[0]))));

        answers.Count(answer => answer.Error is null).ShouldBe(1);
        (await world.ChangesAsync())
            .ShouldBe([CodesMade, AppAdded, AppOn, "A recovery code was used to sign in."], ignoreOrder: true);
        (await world.ToldAsync()).ShouldAllBe(mail => !codes.Any(code => mail.Text.Contains(code) || mail.Html!.Contains(code)));
    }

    private static async Task AddAppAsync(NoticesWorld world)
    {
        var app = await world.Mfa.AssociateAsync(world.Token);
        (await world.Mfa.VerifyAsync(world.Token, app.Code())).ShouldSucceed();
    }

    private static Task PreferAsync(NoticesWorld world, string factor, bool isOn) =>
        world.DoAsync("SetUserMFAPreference", new() { [factor] = new { Enabled = isOn } });

    private static async Task<string> AppIdAsync(NoticesWorld world) =>
        (await world.TryAsync("ListSoftwareTokens", [])).ShouldSucceed().Text("SoftwareTokens.0.SoftwareTokenId")!;
}
