using HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;
using HostedAuth.Server.Tests.Fixtures;
using static HostedAuth.Server.Tests.CognitoApi.Operations.Mfa.Preferences;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;

/// <summary>Which second factors a user may have active.</summary>
public sealed class FactorRulesTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_factor_needs_what_it_works_with()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice", ("phone_number", "+15550100"));

        (await server.SetPreferenceAsync(token, ("SoftwareTokenMfaSettings", On)))
            .ShouldRefuse("InvalidParameterException", "User has not verified software token mfa");
        (await server.SetPreferenceAsync(token, ("SMSMfaSettings", On)))
            .ShouldRefuse("InvalidParameterException", "User does not have delivery config set to turn on SMS_MFA");
        (await server.SetPreferenceAsync(token, ("EmailMfaSettings", On))).ShouldRefuse("InvalidParameterException");
        (await server.SetPreferenceAsync(token, ("WebAuthnMfaSettings", On))).ShouldRefuse("InvalidParameterException");
        (await world.ReadUserAsync("alice")).ActiveFactors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_factor_that_the_pool_has_not_can_not_be_switched_on()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice", BothAddresses);
        await world.ConfigureAsync("OPTIONAL", email: false, sms: false);

        (await server.SetPreferenceAsync(token, ("EmailMfaSettings", On))).ShouldRefuse("InvalidParameterException");
        (await server.SetPreferenceAsync(token, ("SMSMfaSettings", On))).ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task Only_one_factor_that_is_on_is_preferred()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice", BothAddresses);

        (await server.SetPreferenceAsync(token, ("EmailMfaSettings", Preferred), ("SMSMfaSettings", Preferred)))
            .ShouldRefuse("InvalidParameterException");
        (await server.SetPreferenceAsync(token, ("EmailMfaSettings", new { Enabled = false, PreferredMfa = true })))
            .ShouldRefuse("InvalidParameterException");

        (await server.SetPreferenceAsync(token, ("EmailMfaSettings", Preferred))).ShouldSucceed();
        (await server.SetPreferenceAsync(token, ("SMSMfaSettings", Preferred))).ShouldSucceed();
        (await server.AdminGetUserAsync(world, "alice")).Text("PreferredMfaSetting").ShouldBe("SMS_MFA");
        (await server.SetPreferenceAsync(token, ("SMSMfaSettings", Off))).ShouldSucceed();
        (await server.AdminGetUserAsync(world, "alice")).Text("PreferredMfaSetting").ShouldBeNull();
    }

    [Fact]
    public async Task In_a_pool_that_demands_a_factor_the_last_one_stays()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice");
        await world.AddAppAsync(token, "alice", appName: null);
        await world.ConfigureAsync("ON");

        (await server.SetPreferenceAsync(token, ("SoftwareTokenMfaSettings", Off)))
            .ShouldRefuse("InvalidParameterException");

        (await world.ReadUserAsync("alice")).ActiveFactors.ShouldBe(["SOFTWARE_TOKEN_MFA"]);
        await world.ConfigureAsync("OPTIONAL");
        (await server.SetPreferenceAsync(token, ("SoftwareTokenMfaSettings", Off))).ShouldSucceed();
    }

    [Fact]
    public async Task An_address_that_is_no_longer_proven_is_no_factor()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice", BothAddresses);
        (await server.SetPreferenceAsync(token, ("EmailMfaSettings", Preferred))).ShouldSucceed();

        (await server.CallAsync("AdminUpdateUserAttributes", new
        {
            UserPoolId = world.SignIn.PoolId,
            Username = "alice",
            UserAttributes = new[] { new { Name = "email_verified", Value = "false" } },
        })).ShouldSucceed();

        var user = await server.AdminGetUserAsync(world, "alice");
        user.Text("UserMFASettingList").ShouldBeNull();
        user.Text("PreferredMfaSetting").ShouldBeNull();
        (await world.SignIn.SignInAsync("alice")).Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
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
        (await server.SetPreferenceAsync(token, ("WebAuthnMfaSettings", On))).ShouldSucceed();
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
}
