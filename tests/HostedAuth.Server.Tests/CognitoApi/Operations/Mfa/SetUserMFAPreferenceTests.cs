using HostedAuth.Server.Tests.Fixtures;
using static HostedAuth.Server.Tests.CognitoApi.Operations.Mfa.Preferences;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;

public sealed class SetUserMFAPreferenceTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task What_is_switched_on_is_told_and_asked_for()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice", BothAddresses);

        (await server.SetPreferenceAsync(token, ("EmailMfaSettings", On))).ShouldSucceed();

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
        (await server.SetPreferenceAsync(token, ("EmailMfaSettings", On), ("SoftwareTokenMfaSettings", Preferred)))
            .ShouldSucceed();
        var asked = await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA");
        (await world.AnswerCodeAsync(asked, "alice", app.Code())).ShouldSucceed();
        (await server.AdminGetUserAsync(world, "alice")).Text("PreferredMfaSetting").ShouldBe("SOFTWARE_TOKEN_MFA");

        (await server.SetPreferenceAsync(token, ("SoftwareTokenMfaSettings", On))).ShouldSucceed();

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
        (await server.SetPreferenceAsync(token, ("EmailMfaSettings", On), ("SMSMfaSettings", On))).ShouldSucceed();
        var choice = await world.AskAsync("alice", "SELECT_MFA_TYPE");

        foreach (var wrong in new[] { "SOFTWARE_TOKEN_MFA", "PASSWORD", "MFA_SETUP", "SELECT_MFA_TYPE", "WEB_AUTHN" })
        {
            (await world.AnswerAsync(choice, "alice", "SELECT_MFA_TYPE", ("ANSWER", wrong)))
                .ShouldRefuse("MFAMethodNotFoundException");
        }

        (await world.AnswerAsync(choice, "alice", "SELECT_MFA_TYPE", ("ANSWER", "EMAIL_MFA"))).ShouldSucceed()
            .Text("ChallengeName").ShouldBe("EMAIL_OTP");
    }

    [Fact]
    public async Task The_legacy_settings_switch_codes_by_text_on_and_off()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice", BothAddresses);
        var byText = new[] { new { DeliveryMedium = "SMS", AttributeName = "phone_number" } };

        (await server.CallPublicAsync("SetUserSettings", new { AccessToken = token, MFAOptions = byText }))
            .ShouldSucceed();

        var user = await server.AdminGetUserAsync(world, "alice");
        user.Text("MFAOptions.0.DeliveryMedium").ShouldBe("SMS");
        user.Text("MFAOptions.0.AttributeName").ShouldBe("phone_number");
        Texts(user, "UserMFASettingList").ShouldBe(["SMS_MFA"]);
        (await server.CallAsync("AdminSetUserSettings", Admin(world, "MFAOptions", Array.Empty<object>())))
            .ShouldSucceed();
        (await server.AdminGetUserAsync(world, "alice")).Text("UserMFASettingList").ShouldBeNull();
        var byMail = new[] { new { DeliveryMedium = "EMAIL", AttributeName = "email" } };
        (await server.CallAsync("AdminSetUserSettings", Admin(world, "MFAOptions", byMail)))
            .ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task Administrators_set_it_for_others()
    {
        var world = await MfaWorld.CreateAsync(server);
        await world.JoinAsync("alice", BothAddresses);

        (await server.CallAsync("AdminSetUserMFAPreference", Admin(world, "SMSMfaSettings", Preferred)))
            .ShouldSucceed();

        (await server.AdminGetUserAsync(world, "alice")).Text("PreferredMfaSetting").ShouldBe("SMS_MFA");
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
        (await server.SetPreferenceAsync(token, ("SMSMfaSettings", Preferred))).ShouldSucceed();

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

    private static Dictionary<string, object> Admin(MfaWorld world, string member, object value, string name = "alice") =>
        new() { ["UserPoolId"] = world.SignIn.PoolId, ["Username"] = name, [member] = value };
}
