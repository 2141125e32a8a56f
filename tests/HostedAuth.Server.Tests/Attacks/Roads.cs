using HostedAuth.Core.Delivery;
using HostedAuth.Server.Tests.CognitoApi.Operations.Devices;
using HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>Every road to a token. Adding a road adds a line.</summary>
internal static class Roads
{
    public static IReadOnlyDictionary<string, Road> All { get; } = new Dictionary<string, Road>
    {
        ["password"] = new(async (roads, at) =>
            Has(await roads.BeginAsync(at, "USER_PASSWORD_AUTH", Password)))
        { AsksPassword = true },
        ["password by an administrator"] = new(async (roads, at) => Has(await AsAdministratorAsync(
            roads, at, "ADMIN_USER_PASSWORD_AUTH", new { USERNAME = User, PASSWORD = SignInWorld.Password })))
        { AsksPassword = true },
        ["password by choice"] = new(async (roads, at) => Has(await roads.BeginAsync(
            at, "USER_AUTH", Password, ("PREFERRED_CHALLENGE", "PASSWORD"))))
        { AsksPassword = true },
        ["login page"] = new(LoginPageAsync) { AsksPassword = true, FirstFactors = ["PASSWORD"] },
        ["SRP"] = new((roads, at) => SrpAsync(roads, at, "USER_SRP_AUTH")) { AsksPassword = true },
        ["SRP by choice"] = new((roads, at) => SrpAsync(roads, at, "USER_AUTH", ("PREFERRED_CHALLENGE", "PASSWORD_SRP")))
        {
            AsksPassword = true,
        },
        ["SRP half way"] = new(
            async at =>
            {
                var srp = new SrpClient();
                var asked = await at.Roads.BeginAsync(at.App, "USER_SRP_AUTH", ("SRP_A", srp.SrpA));
                return (Srp: srp, Asked: asked.ShouldSucceed());
            },
            async (roads, at) =>
            {
                var (srp, asked) = ((SrpClient, ApiAnswer))roads.Pass;
                return Has(await roads.AnswerAsync(at, asked, AnswerOf(roads, srp, asked)));
            })
        { AsksPassword = true, CarriesProof = true },
        ["password on a device that stands in"] = new(
            async at =>
            {
                var device = TestDevice.Of(at.Roads.World, User, await at.Roads.BeginAsync(at.App, "USER_PASSWORD_AUTH", Password));
                (await device.ConfirmAsync()).ShouldSucceed();
                return device;
            },
            async (roads, at) =>
            {
                var device = (TestDevice)roads.Pass with { World = roads.World with { PoolId = at.PoolId, Client = at.Client } };
                var asked = await device.SignInAsync();
                var begun = asked.Error is null ? await device.BeginAsync(asked) : asked;
                return begun.Error is null && Has(await device.ProveAsync(begun));
            })
        { AsksPassword = true, HasDevice = true },
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
        { CarriesProof = true, HasDevice = true },
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
        { CarriesProof = true },
        ["passkey"] = new(
            async at =>
            {
                var (authenticator, passkeys) = (new SoftwareAuthenticator(), new PasskeyWorld(at.Roads.World));
                var tokens = await at.Roads.BeginAsync(at.App, "USER_PASSWORD_AUTH", Password);
                var token = tokens.Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
                (await passkeys.RegisterAsync(token, authenticator)).ShouldSucceed();
                return authenticator;
            },
            async (roads, at) =>
            {
                var asked = await roads.BeginAsync(at, "USER_AUTH", ("PREFERRED_CHALLENGE", "WEB_AUTHN"));
                return asked.Text("ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS") is { } options
                    && Has(await roads.AnswerAsync(
                        at, asked, "CREDENTIAL", ((SoftwareAuthenticator)roads.Pass).Use(options)));
            }),
        ["custom challenge"] = new(async (roads, at) =>
        {
            var asked = await roads.BeginAsync(at, "CUSTOM_AUTH");
            return asked.Error is null && Has(await roads.AnswerAsync(at, asked, "ANSWER", "1"));
        }),
        ["custom challenge half way"] = new(
            async at => (await at.Roads.BeginAsync(at.App, "CUSTOM_AUTH")).ShouldSucceed(),
            async (roads, at) => Has(await roads.AnswerAsync(at, (ApiAnswer)roads.Pass, "ANSWER", "1")))
        { CarriesProof = true },
        ["session of a sign-up"] = new(
            at => Task.FromResult<object>(at.Confirmed.Text("Session").ShouldNotBeNull()),
            async (roads, at) => Has(await roads.Server.CallPublicAsync("InitiateAuth", new
            {
                ClientId = at.Client.Id,
                AuthFlow = "USER_AUTH",
                Session = (string)roads.Pass,
                AuthParameters = new { USERNAME = User },
            })))
        { CarriesProof = true },
        ["refresh"] = new(RefreshTokenAsync, async (roads, at) => Has(await roads.BeginAsync(
            at, "REFRESH_TOKEN_AUTH", ("REFRESH_TOKEN", (string)roads.Pass))))
        { CarriesProof = true },
        ["refresh by an administrator"] = new(RefreshTokenAsync, async (roads, at) => Has(await AsAdministratorAsync(
            roads, at, "REFRESH_TOKEN_AUTH", new { REFRESH_TOKEN = roads.Pass })))
        { CarriesProof = true },
        ["refresh by GetTokensFromRefreshToken"] = new(RefreshTokenAsync, async (roads, at) => Has(
            await roads.Server.CallPublicAsync(
                "GetTokensFromRefreshToken",
                new { ClientId = at.Client.Id, RefreshToken = roads.Pass })))
        { CarriesProof = true },
        ["refresh at the token endpoint"] = new(RefreshTokenAsync, async (roads, at) =>
            Has(await at.RefreshAsync((string)roads.Pass)))
        { CarriesProof = true },
        ["code"] = new(
            async at =>
            {
                var behind = await at.App.SignInAsync(User);
                return (await at.App.AuthorizeAsync(at.App.Query(), behind)).Parameter("code").ShouldNotBeNull();
            },
            async (roads, at) => Has(await at.ExchangeAsync((string)roads.Pass)))
        { CarriesProof = true },
        ["session of the browser"] = new(
            async at => await at.App.SignInAsync(User),
            async (roads, at) => (await at.AuthorizeAsync(at.Query(), (string)roads.Pass)).Parameter("code") is not null),
    };

    private const string User = RoadsToTokens.User;

    private static (string Name, string Value) Password => ("PASSWORD", SignInWorld.Password);

    private static bool Has(ApiAnswer answer) => answer.Text("AuthenticationResult.AccessToken") is not null;

    private static bool Has(Answer answer) => answer.Text("access_token") is not null;

    private static async Task<object> RefreshTokenAsync(Preparation at) =>
        (await at.Roads.BeginAsync(at.App, "USER_PASSWORD_AUTH", Password))
            .Text("AuthenticationResult.RefreshToken").ShouldNotBeNull();

    private static Task<ApiAnswer> AsAdministratorAsync(RoadsToTokens roads, TestApp at, string flow, object parameters) =>
        roads.Server.CallAsync("AdminInitiateAuth", new
        {
            UserPoolId = at.PoolId,
            ClientId = at.Client.Id,
            AuthFlow = flow,
            AuthParameters = parameters,
        });

    private static async Task<bool> LoginPageAsync(RoadsToTokens roads, TestApp at)
    {
        var tab = new PageTab(roads.Server);
        await tab.OpenAsync($"{at.Issuer}/login{at.Query()}");
        var answer = await tab.SubmitAsync(("username", User), ("password", SignInWorld.Password));
        return answer.Location is { } next && (await tab.OpenAsync(next)).Parameter("code") is not null;
    }

    private static async Task<bool> SrpAsync(
        RoadsToTokens roads,
        TestApp at,
        string flow,
        params (string Name, string Value)[] more)
    {
        var srp = new SrpClient();
        var asked = await roads.BeginAsync(at, flow, [("SRP_A", srp.SrpA), .. more]);
        return asked.Text("ChallengeName") is "PASSWORD_VERIFIER"
            && Has(await roads.AnswerAsync(at, asked, AnswerOf(roads, srp, asked)));
    }

    private static Dictionary<string, string> AnswerOf(RoadsToTokens roads, SrpClient srp, ApiAnswer asked) =>
        srp.Answer(asked, roads.PoolId, SignInWorld.Password, roads.Server.Clock.GetUtcNow());
}

/// <summary>One road.</summary>
internal sealed record Road(Func<Preparation, Task<object>> PrepareAsync, Func<RoadsToTokens, TestApp, Task<bool>> WalkAsync)
{
    public Road(Func<RoadsToTokens, TestApp, Task<bool>> walkAsync)
        : this(_ => Task.FromResult<object>(""), walkAsync)
    {
    }

    /// <summary>Whether the password is asked for on it.</summary>
    public bool AsksPassword { get; init; }

    /// <summary>Whether the pool asks devices to prove themselves.</summary>
    public bool HasDevice { get; init; }

    /// <summary>What people may begin with at the pool.</summary>
    public IReadOnlyList<string> FirstFactors { get; init; } = ["PASSWORD", "WEB_AUTHN", "EMAIL_OTP"];

    /// <summary>Whether something was given to one client before, that no other may use.</summary>
    public bool CarriesProof { get; init; }
}

/// <summary>What there is when a road is prepared.</summary>
/// <param name="Roads">The user's pool and app.</param>
/// <param name="Confirmed">The answer of ConfirmSignUp.</param>
/// <param name="Message">The mail of the sign-up.</param>
internal sealed record Preparation(RoadsToTokens Roads, ApiAnswer Confirmed, MailboxMessage Message)
{
    public TestApp App => Roads.App;
}
