using HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Attacks;

// The password was given; the second factor is what is left.
internal static partial class Roads
{
    private static Dictionary<string, Road> BySecondFactors => new()
    {
        ["second factor by text half way"] = new(
            async at =>
            {
                var phone = await HavePhoneAsync(at);
                await OweAsync(at, "SMS_MFA");
                var asked = await BeginSecondAsync(at.Roads, "SMS_MFA");
                return (Asked: asked, Code: await at.Roads.Server.CodeToAsync(phone));
            },
            async (roads, at) =>
            {
                var (asked, code) = ((ApiAnswer, string))roads.Pass;
                return Has(await roads.AnswerAsync(at, asked, "SMS_MFA_CODE", code));
            })
        { CarriesProof = true, GuessAsync = roads => GuessSecondAsync(roads, "SMS_MFA", "SMS_MFA_CODE", "12345") },
        ["second factor by mail half way"] = new(
            async at =>
            {
                await OweAsync(at, "EMAIL_OTP");
                var asked = await BeginSecondAsync(at.Roads, "EMAIL_OTP");
                return (Asked: asked, Code: await at.Roads.Server.CodeToAsync(at.Message.To, at.Message));
            },
            async (roads, at) =>
            {
                var (asked, code) = ((ApiAnswer, string))roads.Pass;
                return Has(await roads.AnswerAsync(at, asked, "EMAIL_OTP_CODE", code));
            })
        { CarriesProof = true, GuessAsync = roads => GuessSecondAsync(roads, "EMAIL_OTP", "EMAIL_OTP_CODE", "12345") },
        ["authenticator app half way"] = new(
            async at =>
            {
                var (app, _) = await HaveAppAsync(at);
                return (App: app, Asked: await BeginSecondAsync(at.Roads, "SOFTWARE_TOKEN_MFA"));
            },
            async (roads, at) =>
            {
                var (app, asked) = ((TestAuthenticator, ApiAnswer))roads.Pass;
                return Has(await roads.AnswerAsync(at, asked, "SOFTWARE_TOKEN_MFA_CODE", app.Code()));
            })
        { CarriesProof = true, GuessAsync = GuessAppAsync },
        ["recovery code half way"] = new(
            async at =>
            {
                var (_, codes) = await HaveAppAsync(at);
                return (Code: codes[0], Asked: await BeginSecondAsync(at.Roads, "SOFTWARE_TOKEN_MFA"));
            },
            async (roads, at) =>
            {
                var (code, asked) = ((string, ApiAnswer))roads.Pass;
                return Has(await roads.AnswerAsync(at, asked, "RECOVERY_CODE", code));
            })
        {
            CarriesProof = true,
            GuessAsync = roads => GuessSecondAsync(roads, "SOFTWARE_TOKEN_MFA", "RECOVERY_CODE", "aaaaa-aaaaa"),
        },
        ["access token that is raised"] = new(
            async at =>
            {
                var token = (await at.Roads.BeginAsync(at.App, "USER_PASSWORD_AUTH", Password))
                    .Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
                var (app, _) = await HaveAppAsync(at);
                return (Token: token, App: app);
            },
            async (roads, at) =>
            {
                var (token, app) = ((string, TestAuthenticator))roads.Pass;
                var asked = await roads.BeginAsync(
                    at, "USER_AUTH", ("ACCESS_TOKEN", token), ("TARGET_ACR_VALUES", "urn:cognito:loa:4"));
                return asked.Error is null && Has(await roads.AnswerAsync(at, asked, "SOFTWARE_TOKEN_MFA_CODE", app.Code()));
            })
        { CarriesProof = true, GuessAsync = GuessAppAsync },
    };

    private static Task GuessAppAsync(RoadsToTokens roads) =>
        GuessSecondAsync(roads, "SOFTWARE_TOKEN_MFA", "SOFTWARE_TOKEN_MFA_CODE", "12345");

    private static Task GuessSecondAsync(RoadsToTokens roads, string factor, string response, string wrong) =>
        GuessAsync(roads, () => BeginSecondAsync(roads, factor), response, wrong);

    private static async Task<ApiAnswer> BeginSecondAsync(RoadsToTokens roads, string factor)
    {
        var asked = (await roads.BeginAsync(roads.App, "USER_PASSWORD_AUTH", Password)).ShouldSucceed();
        asked.Text("ChallengeName").ShouldBe(factor, asked.Body);
        return asked;
    }

    private static async Task OweAsync(Preparation at, params string[] factors)
    {
        await new MfaWorld(at.Roads.World).ConfigureAsync("OPTIONAL");
        await at.Roads.ChangeUserAsync(user => user.ActiveFactors = factors);
    }

    private static async Task<(TestAuthenticator App, IReadOnlyList<string> Codes)> HaveAppAsync(Preparation at)
    {
        await OweAsync(at);
        var mfa = new MfaWorld(at.Roads.World);
        var token = await mfa.TokenOfAsync(User);
        var app = await mfa.AddAppAsync(token, User, appName: null);
        var codes = await mfa.MakeRecoveryCodesAsync(User);
        at.Roads.Server.Clock.Advance(TimeSpan.FromSeconds(30));
        return (app, codes);
    }
}
