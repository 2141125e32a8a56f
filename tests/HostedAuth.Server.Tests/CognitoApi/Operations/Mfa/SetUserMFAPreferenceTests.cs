using System.Text.Json;
using HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;

public sealed class SetUserMFAPreferenceTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly (string, string)[] BothAddresses =
    [
        ("email", "alice@example.com"), ("email_verified", "true"),
        ("phone_number", "+15550100"), ("phone_number_verified", "true"),
    ];

    private static object On => new { Enabled = true };

    private static object Preferred => new { Enabled = true, PreferredMfa = true };

    private static object Off => new { Enabled = false };

    [Fact]
    public async Task What_is_switched_on_is_told_and_asked_for()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice", BothAddresses);

        (await SetAsync(token, ("EmailMfaSettings", On))).ShouldSucceed();

        var user = (await server.CallPublicAsync("GetUser", new { AccessToken = token })).ShouldSucceed();
        Texts(user, "UserMFASettingList").ShouldBe(["EMAIL_OTP"]);
        user.Text("PreferredMfaSetting").ShouldBeNull();
        user.Text("MFAOptions").ShouldBeNull();
        await world.AskAsync("alice", "EMAIL_OTP");
    }

    [Fact]
    public async Task The_preferred_factor_is_asked_for_and_without_one_the_user_chooses()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice", BothAddresses);
        var app = await world.AddAppAsync(token, "alice", appName: null);
        server.Clock.Advance(TimeSpan.FromSeconds(30));
        (await SetAsync(token, ("EmailMfaSettings", On), ("SoftwareTokenMfaSettings", Preferred))).ShouldSucceed();
        var asked = await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA");
        (await world.AnswerCodeAsync(asked, "alice", app.Code())).ShouldSucceed();
        (await AdminGetAsync(world, "alice")).Text("PreferredMfaSetting").ShouldBe("SOFTWARE_TOKEN_MFA");

        (await SetAsync(token, ("SoftwareTokenMfaSettings", On))).ShouldSucceed();

        var choice = await world.AskAsync("alice", "SELECT_MFA_TYPE");
        choice.Text("ChallengeParameters.MFAS_CAN_CHOOSE").ShouldBe("""["EMAIL_OTP","SOFTWARE_TOKEN_MFA"]""");
        var chosen = await world.AnswerAsync(choice, "alice", "SELECT_MFA_TYPE", ("ANSWER", "SOFTWARE_TOKEN_MFA"));
        chosen.ShouldSucceed().Text("ChallengeName").ShouldBe("SOFTWARE_TOKEN_MFA");
        (await world.AnswerCodeAsync(chosen, "alice", app.Code(1))).ShouldSucceed()
            .Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
        var spent = await world.AnswerAsync(choice, "alice", "SELECT_MFA_TYPE", ("ANSWER", "EMAIL_MFA"));
        spent.ShouldRefuse("NotAuthorizedException");
    }

    [Fact]
    public async Task EMAIL_MFA_is_another_name_and_what_is_not_offered_can_not_be_chosen()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice", BothAddresses);
        (await SetAsync(token, ("EmailMfaSettings", On), ("SMSMfaSettings", On))).ShouldSucceed();
        var choice = await world.AskAsync("alice", "SELECT_MFA_TYPE");

        foreach (var wrong in new[] { "SOFTWARE_TOKEN_MFA", "PASSWORD", "MFA_SETUP", "SELECT_MFA_TYPE", "WEB_AUTHN" })
        {
            (await world.AnswerAsync(choice, "alice", "SELECT_MFA_TYPE", ("ANSWER", wrong))).ShouldRefuse("MFAMethodNotFoundException");
        }

        (await world.AnswerAsync(choice, "alice", "SELECT_MFA_TYPE", ("ANSWER", "EMAIL_MFA"))).ShouldSucceed()
            .Text("ChallengeName").ShouldBe("EMAIL_OTP");
    }

    [Fact]
    public async Task A_factor_needs_what_it_works_with()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice", ("phone_number", "+15550100"));

        (await SetAsync(token, ("SoftwareTokenMfaSettings", On)))
            .ShouldRefuse("InvalidParameterException", "User has not verified software token mfa");
        (await SetAsync(token, ("SMSMfaSettings", On)))
            .ShouldRefuse("InvalidParameterException", "User does not have delivery config set to turn on SMS_MFA");
        (await SetAsync(token, ("EmailMfaSettings", On))).ShouldRefuse("InvalidParameterException");
        (await SetAsync(token, ("WebAuthnMfaSettings", On))).ShouldRefuse("InvalidParameterException");
        (await world.ReadUserAsync("alice")).ActiveFactors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_factor_that_the_pool_has_not_can_not_be_switched_on()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice", BothAddresses);
        await world.ConfigureAsync("OPTIONAL", email: false, sms: false);

        (await SetAsync(token, ("EmailMfaSettings", On))).ShouldRefuse("InvalidParameterException");
        (await SetAsync(token, ("SMSMfaSettings", On))).ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task Only_one_factor_that_is_on_is_preferred()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice", BothAddresses);

        (await SetAsync(token, ("EmailMfaSettings", Preferred), ("SMSMfaSettings", Preferred))).ShouldRefuse("InvalidParameterException");
        (await SetAsync(token, ("EmailMfaSettings", new { Enabled = false, PreferredMfa = true }))).ShouldRefuse("InvalidParameterException");

        (await SetAsync(token, ("EmailMfaSettings", Preferred))).ShouldSucceed();
        (await SetAsync(token, ("SMSMfaSettings", Preferred))).ShouldSucceed();
        (await AdminGetAsync(world, "alice")).Text("PreferredMfaSetting").ShouldBe("SMS_MFA");
        (await SetAsync(token, ("SMSMfaSettings", Off))).ShouldSucceed();
        (await AdminGetAsync(world, "alice")).Text("PreferredMfaSetting").ShouldBeNull();
    }

    [Fact]
    public async Task In_a_pool_that_demands_a_factor_the_last_one_stays()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice");
        await world.AddAppAsync(token, "alice", appName: null);
        await world.ConfigureAsync("ON");

        (await SetAsync(token, ("SoftwareTokenMfaSettings", Off))).ShouldRefuse("InvalidParameterException");

        (await world.ReadUserAsync("alice")).ActiveFactors.ShouldBe(["SOFTWARE_TOKEN_MFA"]);
        await world.ConfigureAsync("OPTIONAL");
        (await SetAsync(token, ("SoftwareTokenMfaSettings", Off))).ShouldSucceed();
    }

    [Fact]
    public async Task An_address_that_is_no_longer_proven_is_no_factor()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice", BothAddresses);
        (await SetAsync(token, ("EmailMfaSettings", Preferred))).ShouldSucceed();

        (await server.CallAsync("AdminUpdateUserAttributes", new
        {
            UserPoolId = world.SignIn.PoolId,
            Username = "alice",
            UserAttributes = new[] { new { Name = "email_verified", Value = "false" } },
        })).ShouldSucceed();

        var user = await AdminGetAsync(world, "alice");
        user.Text("UserMFASettingList").ShouldBeNull();
        user.Text("PreferredMfaSetting").ShouldBeNull();
        (await world.SignIn.SignInAsync("alice")).Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_legacy_settings_switch_codes_by_text_on_and_off()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice", BothAddresses);
        var byText = new[] { new { DeliveryMedium = "SMS", AttributeName = "phone_number" } };

        (await server.CallPublicAsync("SetUserSettings", new { AccessToken = token, MFAOptions = byText })).ShouldSucceed();

        var user = await AdminGetAsync(world, "alice");
        user.Text("MFAOptions.0.DeliveryMedium").ShouldBe("SMS");
        user.Text("MFAOptions.0.AttributeName").ShouldBe("phone_number");
        Texts(user, "UserMFASettingList").ShouldBe(["SMS_MFA"]);
        (await server.CallAsync("AdminSetUserSettings", Admin(world, "MFAOptions", Array.Empty<object>()))).ShouldSucceed();
        (await AdminGetAsync(world, "alice")).Text("UserMFASettingList").ShouldBeNull();
        var byMail = new[] { new { DeliveryMedium = "EMAIL", AttributeName = "email" } };
        (await server.CallAsync("AdminSetUserSettings", Admin(world, "MFAOptions", byMail))).ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task Administrators_set_it_for_others()
    {
        var world = await MfaWorld.CreateAsync(server);
        await world.JoinAsync("alice", BothAddresses);

        (await server.CallAsync("AdminSetUserMFAPreference", Admin(world, "SMSMfaSettings", Preferred))).ShouldSucceed();

        (await AdminGetAsync(world, "alice")).Text("PreferredMfaSetting").ShouldBe("SMS_MFA");
        (await server.CallAsync("AdminSetUserMFAPreference", Admin(world, "SMSMfaSettings", Preferred, "nobody")))
            .ShouldRefuse("UserNotFoundException");
    }

    [Fact]
    public async Task The_factors_of_a_user_are_told_first_ones_and_second_ones()
    {
        var world = await MfaWorld.CreateAsync(
            server,
            pool: new { Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "EMAIL_OTP" } } } });
        var token = await world.JoinAsync("alice", BothAddresses);
        var before = await server.CallPublicAsync("GetUserAuthFactors", new { AccessToken = token });
        (await SetAsync(token, ("SMSMfaSettings", Preferred))).ShouldSucceed();

        var own = (await server.CallPublicAsync("GetUserAuthFactors", new { AccessToken = token })).ShouldSucceed();
        var admins = await server.CallAsync(
            "AdminGetUserAuthFactors",
            new { UserPoolId = world.SignIn.PoolId, Username = "alice" });

        Texts(before, "ConfiguredUserAuthFactors").ShouldBe(["PASSWORD", "EMAIL_OTP"]);
        own.Text("Username").ShouldBe("alice");
        own.Text("PreferredMfaSetting").ShouldBe("SMS_MFA");
        Texts(own, "UserMFASettingList").ShouldBe(["SMS_MFA"]);
        Texts(own, "ConfiguredUserAuthFactors").ShouldBe(["PASSWORD"]);
        admins.Body.ShouldBe(own.Body);
    }

    [Fact]
    public async Task With_the_last_passkey_its_factor_goes()
    {
        var passkeys = await PasskeyWorld.CreateAsync(server);
        var (phone, key) = (new SoftwareAuthenticator(), new SoftwareAuthenticator());
        var token = await passkeys.JoinAsync();
        (await passkeys.RegisterAsync(token, phone)).ShouldSucceed();
        (await passkeys.RegisterAsync(token, key)).ShouldSucceed();
        await passkeys.ConfigureAsync(new { FactorConfiguration = "MULTI_FACTOR_WITH_USER_VERIFICATION" });
        await passkeys.SignIn.ChangePoolAsync(settings => settings with { MfaConfiguration = "OPTIONAL" });
        (await SetAsync(token, ("WebAuthnMfaSettings", On))).ShouldSucceed();
        var ids = Texts(await passkeys.ListAsync(token), "Credentials", "CredentialId");

        (await passkeys.DeleteAsync(token, ids[0])).ShouldSucceed();
        (await passkeys.SignIn.ReadUserAsync("alice")).ActiveFactors.ShouldBe(["WEB_AUTHN"]);
        await passkeys.SignIn.ChangePoolAsync(settings => settings with { MfaConfiguration = "ON" });
        (await passkeys.DeleteAsync(token, ids[1])).ShouldRefuse(
            "InvalidParameterException",
            "The user pool requires MFA: the last MFA method of a user can't be disabled.");
        (await passkeys.ListAsync(token)).Json.GetProperty("Credentials").GetArrayLength().ShouldBe(1);
        await passkeys.SignIn.ChangePoolAsync(settings => settings with { MfaConfiguration = "OPTIONAL" });
        (await passkeys.DeleteAsync(token, ids[1])).ShouldSucceed();

        (await passkeys.SignIn.ReadUserAsync("alice")).ActiveFactors.ShouldBeEmpty();
        (await passkeys.SignIn.SignInAsync("alice")).Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
    }

    private Task<ApiAnswer> SetAsync(string token, params (string Name, object Value)[] settings) => server.CallPublicAsync(
        "SetUserMFAPreference",
        settings.Append(("AccessToken", token)).ToDictionary(pair => pair.Item1, pair => pair.Item2));

    private Task<ApiAnswer> AdminGetAsync(MfaWorld world, string name) =>
        server.CallAsync("AdminGetUser", new { UserPoolId = world.SignIn.PoolId, Username = name });

    private static Dictionary<string, object> Admin(MfaWorld world, string member, object value, string name = "alice") =>
        new() { ["UserPoolId"] = world.SignIn.PoolId, ["Username"] = name, [member] = value };

    private static List<string> Texts(ApiAnswer answer, string list, string? member = null) =>
        [.. answer.Json.GetProperty(list).EnumerateArray().Select(item => Text(item, member))];

    private static string Text(JsonElement item, string? member) =>
        (member is null ? item : item.GetProperty(member)).GetString()!;
}
