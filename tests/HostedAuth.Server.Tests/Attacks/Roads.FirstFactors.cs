using HostedAuth.Server.Tests.CognitoApi.Operations.Devices;
using HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Attacks;

// Other first factors, and what stands in for one.
internal static partial class Roads
{
    private static Dictionary<string, Road> ByOtherFactors => new()
    {
        ["code by mail half way"] = new(
            async at =>
            {
                var asked = await at.Roads.BeginAsync(at.App, "USER_AUTH", ("PREFERRED_CHALLENGE", "EMAIL_OTP"));
                asked.ShouldSucceed().Text("ChallengeName").ShouldBe("EMAIL_OTP");
                return (Asked: asked, Code: await at.Roads.Server.CodeToAsync(at.Message.To, at.Message));
            },
            async (roads, at) =>
            {
                var (asked, code) = ((ApiAnswer, string))roads.Pass;
                return Has(await roads.AnswerAsync(at, asked, "EMAIL_OTP_CODE", code));
            })
        { CarriesProof = true, GuessAsync = roads => GuessFirstAsync(roads, "EMAIL_OTP") },
        ["code by text half way"] = new(
            async at =>
            {
                var phone = await HavePhoneAsync(at);
                var asked = await at.Roads.BeginAsync(at.App, "USER_AUTH", ("PREFERRED_CHALLENGE", "SMS_OTP"));
                asked.ShouldSucceed().Text("ChallengeName").ShouldBe("SMS_OTP");
                return (Asked: asked, Code: await at.Roads.Server.CodeToAsync(phone));
            },
            async (roads, at) =>
            {
                var (asked, code) = ((ApiAnswer, string))roads.Pass;
                return Has(await roads.AnswerAsync(at, asked, "SMS_OTP_CODE", code));
            })
        { CarriesProof = true, GuessAsync = roads => GuessFirstAsync(roads, "SMS_OTP") },
        ["passkey"] = new(
            async at => await RegisterAsync(at),
            async (roads, at) =>
            {
                var asked = await roads.BeginAsync(at, "USER_AUTH", ("PREFERRED_CHALLENGE", "WEB_AUTHN"));
                return asked.Text("ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS") is { } options
                    && Has(await roads.AnswerAsync(
                        at, asked, "CREDENTIAL", ((SoftwareAuthenticator)roads.Pass).Use(options)));
            })
        { NeverLocked = "A signature is no guess." },
        ["passkey half way"] = new(
            async at =>
            {
                var authenticator = await RegisterAsync(at);
                var asked = await at.Roads.BeginAsync(at.App, "USER_AUTH", ("PREFERRED_CHALLENGE", "WEB_AUTHN"));
                return (Asked: asked, Credential: authenticator.Use(asked.Text("ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS")!));
            },
            async (roads, at) =>
            {
                var (asked, credential) = ((ApiAnswer, string))roads.Pass;
                return Has(await roads.AnswerAsync(at, asked, "CREDENTIAL", credential));
            })
        { CarriesProof = true, NeverLocked = "A signature is no guess." },
        ["device half way"] = new(
            async at =>
            {
                var device = TestDevice.Of(at.Roads.World, User, await at.Roads.BeginAsync(at.App, "USER_PASSWORD_AUTH", Password));
                (await device.ConfirmAsync()).ShouldSucceed();
                return (Device: device, Begun: await device.BeginAsync((await device.SignInAsync()).ShouldSucceed()));
            },
            async (roads, at) =>
            {
                var (device, begun) = ((TestDevice, ApiAnswer))roads.Pass;
                device = device with { World = roads.World with { PoolId = at.PoolId, Client = at.Client } };
                return Has(await device.ProveAsync(begun));
            })
        { CarriesProof = true, HasDevice = true, NeverLocked = "The password was right already; the device's secret is random." },
        ["custom challenge"] = new(async (roads, at) =>
        {
            var asked = await roads.BeginAsync(at, "CUSTOM_AUTH");
            return asked.Error is null && Has(await roads.AnswerAsync(at, asked, "ANSWER", "1"));
        })
        { NeverLocked = "The pool's functions say how many answers are heard." },
        ["custom challenge half way"] = new(
            async at => (await at.Roads.BeginAsync(at.App, "CUSTOM_AUTH")).ShouldSucceed(),
            async (roads, at) => Has(await roads.AnswerAsync(at, (ApiAnswer)roads.Pass, "ANSWER", "1")))
        { CarriesProof = true, NeverLocked = "The pool's functions say how many answers are heard." },
        ["session of a sign-up"] = new(
            at => Task.FromResult<object>(at.Confirmed.Text("Session").ShouldNotBeNull()),
            async (roads, at) => Has(await roads.Server.CallPublicAsync("InitiateAuth", new
            {
                ClientId = at.Client.Id,
                AuthFlow = "USER_AUTH",
                Session = (string)roads.Pass,
                AuthParameters = new { USERNAME = User },
            })))
        { CarriesProof = true, NeverLocked = "The code of the sign-up was right already." },
    };

    private static Task GuessFirstAsync(RoadsToTokens roads, string factor) => GuessAsync(
        roads,
        () => roads.BeginAsync(roads.App, "USER_AUTH", ("PREFERRED_CHALLENGE", factor)),
        $"{factor}_CODE",
        "12345");

    private static async Task<SoftwareAuthenticator> RegisterAsync(Preparation at)
    {
        var (authenticator, passkeys) = (new SoftwareAuthenticator(), new PasskeyWorld(at.Roads.World));
        var tokens = await at.Roads.BeginAsync(at.App, "USER_PASSWORD_AUTH", Password);
        var token = tokens.Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
        (await passkeys.RegisterAsync(token, authenticator)).ShouldSucceed();
        return authenticator;
    }

    /// <summary>Gives the user a number of their own, proven.</summary>
    private static async Task<string> HavePhoneAsync(Preparation at)
    {
        var phone = $"+1555{Interlocked.Increment(ref _phones):0000000}";
        await at.Roads.ChangeUserAsync(user => user.Attributes = new Dictionary<string, string>(user.Attributes)
        {
            ["phone_number"] = phone,
            ["phone_number_verified"] = "true",
        });
        return phone;
    }

    private static int _phones = 9_000_000;
}
