using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Pages;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;

/// <summary>Whether a passkey counts as both factors, in the API and on the pages, and what tokens tell of it.</summary>
public sealed class MultiFactorPasskeyTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Multi = "MULTI_FACTOR_WITH_USER_VERIFICATION";
    private const string Single = "SINGLE_FACTOR";

    /// <summary>The pool, the passkey's part in it, whether its owner was verified, the user's second factor, how it is told.</summary>
    public static TheoryData<string, string, bool, string?, string> Ways => new()
    {
        { "OFF", Single, true, null, "hwk" },
        { "OFF", Single, false, null, "hwk" },
        { "OPTIONAL", Single, true, null, "hwk" },
        { "OPTIONAL", Multi, true, null, "hwk mfa" },
        { "OPTIONAL", Multi, false, null, "hwk" },
        { "OPTIONAL", Multi, true, "SMS_MFA", "hwk mfa" },
        { "OPTIONAL", Multi, false, "SMS_MFA", "hwk sms mfa" },
        { "OPTIONAL", Single, true, "SMS_MFA", "hwk sms mfa" },
        { "ON", Multi, true, "SMS_MFA", "hwk mfa" },
        { "ON", Multi, false, "SMS_MFA", "hwk sms mfa" },
        { "ON", Single, true, "SMS_MFA", "hwk sms mfa" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task In_the_API(string mfa, string part, bool isVerified, string? second, string amr)
    {
        var (world, authenticator) = await CreateAsync(mfa, part, second);
        authenticator.IsUserVerified = isVerified;

        var asked = await server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_AUTH",
            ClientId = world.SignIn.Client.Id,
            AuthParameters = new { USERNAME = "alice", PREFERRED_CHALLENGE = "WEB_AUTHN" },
        });
        var answer = await world.AnswerAsync(
            asked.ShouldSucceed(), "CREDENTIAL", authenticator.Use(asked.Text("ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS")!));
        if (amr.Contains("sms", StringComparison.Ordinal))
        {
            answer.ShouldSucceed().Text("ChallengeName").ShouldBe("SMS_MFA");
            answer = await world.AnswerAsync(answer, "SMS_MFA_CODE", await world.CodeAsync("SMS_MFA"));
        }

        string.Join(' ', CodeWorld.AmrOf(answer.ShouldSucceed())).ShouldBe(amr);
        CodeWorld.ClaimsOf(answer, "AccessToken").GetProperty("acr").GetString().ShouldBe("urn:cognito:loa:3");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task On_the_pages(string mfa, string part, bool isVerified, string? second, string amr)
    {
        var (world, authenticator) = await CreateAsync(mfa, part, second);
        authenticator.IsUserVerified = isVerified;
        var app = await TestApp.OfPoolAsync(server, world.SignIn.PoolId);
        var tab = new PasskeyTab(server, app);
        await tab.OpenAsync();

        var answer = await tab.SignInAsync(authenticator);
        if (amr.Contains("sms", StringComparison.Ordinal))
        {
            (await tab.FollowAsync(answer)).ShouldShow("Check your messages");
            answer = await tab.Tab.SubmitAsync(("code", await world.CodeAsync("SMS_MFA")));
        }

        answer.ShouldBeSignedIn();
        var tokens = await app.ExchangeAsync((await tab.FollowAsync(answer)).Parameter("code").ShouldNotBeNull());
        var claims = tokens.Claims("id_token");
        string.Join(' ', claims.GetProperty("amr").EnumerateArray().Select(method => method.GetString())).ShouldBe(amr);
        claims.GetProperty("acr").GetString().ShouldBe("urn:cognito:loa:3");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_the_pool_requires_verification_nobody_comes_in_without(bool isVerified)
    {
        var (world, authenticator) = await CreateAsync("OPTIONAL", Single, second: null, verification: "required");
        authenticator.IsUserVerified = isVerified;
        var tab = new PasskeyTab(server, await TestApp.OfPoolAsync(server, world.SignIn.PoolId));
        await tab.OpenAsync();

        var answer = await tab.SignInAsync(authenticator);

        answer.Status.ShouldBe(isVerified ? 303 : 400);
    }

    private async Task<(CodeWorld World, SoftwareAuthenticator Authenticator)> CreateAsync(
        string mfa,
        string part,
        string? second,
        string verification = "preferred")
    {
        var world = await CodeWorld.CreateAsync(server, "OFF", PasskeyWorld.Policies, new
        {
            ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH" },
        });
        await world.AddUserAsync("alice");
        var (passkeys, authenticator) = (new PasskeyWorld(world.SignIn), new SoftwareAuthenticator());
        (await passkeys.RegisterAsync(await passkeys.TokenOfAsync("alice"), authenticator)).ShouldSucceed();
        var request = new Dictionary<string, object>
        {
            ["UserPoolId"] = world.SignIn.PoolId,
            ["MfaConfiguration"] = mfa,
            ["WebAuthnConfiguration"] = new { FactorConfiguration = part, UserVerification = verification },
        };
        if (mfa is not "OFF")
        {
            request["SmsMfaConfiguration"] = new { SmsAuthenticationMessage = "Text {####}" };
        }

        (await server.CallAsync("SetUserPoolMfaConfig", request)).ShouldSucceed();
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = second is null ? [] : [second]);
        return (world, authenticator);
    }
}
