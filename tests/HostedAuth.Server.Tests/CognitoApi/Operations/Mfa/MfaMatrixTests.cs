using HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;

/// <summary>What a right password leads to, by the pool's configuration and what the user has.</summary>
public sealed class MfaMatrixTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("OFF", "", true, null)]
    [InlineData("OFF", "SOFTWARE_TOKEN_MFA", true, null)]
    [InlineData("OFF", "SMS_MFA", true, null)]
    [InlineData("OFF", "EMAIL_OTP", true, null)]
    [InlineData("OFF", "WEB_AUTHN", true, null)]
    [InlineData("OPTIONAL", "", true, null)]
    [InlineData("OPTIONAL", "", false, null)]
    [InlineData("OPTIONAL", "SOFTWARE_TOKEN_MFA", true, "SOFTWARE_TOKEN_MFA")]
    [InlineData("OPTIONAL", "SOFTWARE_TOKEN_MFA", false, "SOFTWARE_TOKEN_MFA")]
    [InlineData("OPTIONAL", "SMS_MFA", true, "SMS_MFA")]
    [InlineData("OPTIONAL", "SMS_MFA", false, null)]
    [InlineData("OPTIONAL", "EMAIL_OTP", true, "EMAIL_OTP")]
    [InlineData("OPTIONAL", "EMAIL_OTP", false, null)]
    [InlineData("OPTIONAL", "WEB_AUTHN", true, "WEB_AUTHN")]
    [InlineData("OPTIONAL", "SOFTWARE_TOKEN_MFA WEB_AUTHN", false, "SELECT_MFA_TYPE")]
    [InlineData("OPTIONAL", "SMS_MFA EMAIL_OTP", true, "SELECT_MFA_TYPE")]
    [InlineData("ON", "", true, "SMS_MFA")]
    [InlineData("ON", "", false, "MFA_SETUP")]
    [InlineData("ON", "SOFTWARE_TOKEN_MFA", true, "SOFTWARE_TOKEN_MFA")]
    [InlineData("ON", "SOFTWARE_TOKEN_MFA", false, "SOFTWARE_TOKEN_MFA")]
    [InlineData("ON", "SMS_MFA", true, "SMS_MFA")]
    [InlineData("ON", "SMS_MFA", false, "MFA_SETUP")]
    [InlineData("ON", "EMAIL_OTP", true, "EMAIL_OTP")]
    [InlineData("ON", "EMAIL_OTP", false, "MFA_SETUP")]
    [InlineData("ON", "WEB_AUTHN", true, "WEB_AUTHN")]
    [InlineData("ON", "SOFTWARE_TOKEN_MFA SMS_MFA EMAIL_OTP WEB_AUTHN", true, "SELECT_MFA_TYPE")]
    public async Task A_right_password_leads_to(string configuration, string active, bool proven, string? challenge)
    {
        var world = await CreateAsync(configuration);
        var flag = proven ? "true" : "false";
        await world.SignIn.AddUserAsync(
            "alice",
            change: user => user.ActiveFactors = active.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            attributes:
            [
                ("email", "alice@example.com"), ("email_verified", flag),
                ("phone_number", "+15550100"), ("phone_number_verified", flag),
            ]);

        var answer = (await world.SignIn.SignInAsync("alice")).ShouldSucceed();

        answer.Text("ChallengeName").ShouldBe(challenge, answer.Body);
        (answer.Text("AuthenticationResult") is null).ShouldBe(challenge is not null);
    }

    [Theory]
    [InlineData("OPTIONAL", null)]
    [InlineData("ON", "MFA_SETUP")]
    public async Task A_factor_that_the_pool_took_back_counts_no_more(string configuration, string? challenge)
    {
        var world = await CreateAsync("OPTIONAL");
        await world.SignIn.AddUserAsync("alice", change: user => user.ActiveFactors = ["SOFTWARE_TOKEN_MFA"]);
        await world.ConfigureAsync(configuration, softwareToken: false);

        (await world.SignIn.SignInAsync("alice")).ShouldSucceed().Text("ChallengeName").ShouldBe(challenge);
    }

    [Fact]
    public async Task A_proven_address_serves_instead_of_a_factor_that_the_pool_took_back()
    {
        var world = await CreateAsync("ON");
        await world.SignIn.AddUserAsync(
            "alice",
            change: user => user.ActiveFactors = ["SOFTWARE_TOKEN_MFA"],
            attributes: [("phone_number", "+15550100"), ("phone_number_verified", "true")]);
        (await server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = world.SignIn.PoolId,
            MfaConfiguration = "ON",
            SmsMfaConfiguration = new { },
        })).ShouldSucceed();

        (await world.SignIn.SignInAsync("alice")).ShouldSucceed().Text("ChallengeName").ShouldBe("SMS_MFA");
    }

    private async Task<MfaWorld> CreateAsync(string configuration)
    {
        var world = await MfaWorld.CreateAsync(server, configuration, PasskeyWorld.Policies);
        (await server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = world.SignIn.PoolId,
            WebAuthnConfiguration = new { FactorConfiguration = "MULTI_FACTOR_WITH_USER_VERIFICATION" },
        })).ShouldSucceed();
        return world;
    }
}
