using HostedAuth.Server.Tests.CognitoApi.Operations.Devices;
using HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Triggers;

namespace HostedAuth.Server.Tests.SignIn;

/// <summary>One sign-in from its beginning to its tokens, every challenge answered as a client does, every trigger heard.</summary>
internal sealed partial class SignInWalk(ServerWithFunctions server)
{
    private readonly SrpClient _srp = new();
    private readonly SoftwareAuthenticator _passkey = new();
    private readonly List<string> _asked = [];
    private CodeWorld _world = null!;
    private TestAuthenticator? _app;
    private TestDevice? _device;
    private string? _recoveryCode;

    /// <summary>What was asked on the way, by the API's names.</summary>
    public IReadOnlyList<string> Asked => _asked;

    /// <summary>The triggers called, in their order.</summary>
    public IReadOnlyList<string> Triggers { get; private set; } = [];

    public IReadOnlyList<string> Amr { get; private set; } = [];

    public string? Acr { get; private set; }

    /// <summary>Makes a pool and a user, and walks.</summary>
    /// <param name="flow">AuthFlow.</param>
    /// <param name="first">PREFERRED_CHALLENGE of USER_AUTH; SELECT_CHALLENGE for none.</param>
    /// <param name="second">The user's second factor; null for none.</param>
    public async Task GoAsync(string flow, string? first, string? second)
    {
        await PrepareAsync(first, second);
        server.Handle(content => (string)content["triggerSource"]! switch
        {
            "DefineAuthChallenge_Authentication" when content["request"]!["session"]!.AsArray().Count > 0 =>
                new { issueTokens = true },
            "DefineAuthChallenge_Authentication" => new { challengeName = "CUSTOM_CHALLENGE" },
            "CreateAuthChallenge_Authentication" => new { publicChallengeParameters = new { }, privateChallengeParameters = new { } },
            "VerifyAuthChallengeResponse_Authentication" => new { answerCorrect = true },
            _ => null,
        });
        var before = server.Sources(_world.SignIn.PoolId).Count;
        var answer = await StartAsync(flow, first);
        while (answer.ShouldSucceed().Text("ChallengeName") is { } challenge)
        {
            _asked.Add(challenge);
            answer = await RespondAsync(await SetUpAsync(answer, challenge), challenge);
        }

        Triggers = [.. server.Sources(_world.SignIn.PoolId).Skip(before)];
        var claims = CodeWorld.ClaimsOf(answer, "IdToken");
        Amr = claims.TryGetProperty("amr", out var amr) ? [.. amr.EnumerateArray().Select(method => method.GetString()!)] : [];
        Acr = claims.TryGetProperty("acr", out var acr) ? acr.GetString() : null;
    }

    /// <summary>Sets up an app where that is asked for; its session goes on.</summary>
    private async Task<ApiAnswer> SetUpAsync(ApiAnswer asked, string challenge)
    {
        if (challenge is not "MFA_SETUP")
        {
            return asked;
        }

        var begun = (await server.CallPublicAsync("AssociateSoftwareToken", new { Session = asked.Text("Session") })).ShouldSucceed();
        var app = new TestAuthenticator(begun.Text("SecretCode")!, server.Clock);
        return (await server.CallPublicAsync(
            "VerifySoftwareToken", new { Session = begun.Text("Session"), UserCode = app.Code() })).ShouldSucceed();
    }

    private async Task<ApiAnswer> StartAsync(string flow, string? first)
    {
        var parameters = new Dictionary<string, string> { ["USERNAME"] = "alice" };
        if (_device is not null)
        {
            parameters["DEVICE_KEY"] = _device.Key;
        }

        switch (flow)
        {
            case "USER_SRP_AUTH":
                parameters["SRP_A"] = _srp.SrpA;
                break;
            case "USER_AUTH" when first is "SELECT_CHALLENGE":
                break;
            case "USER_AUTH":
                parameters["PREFERRED_CHALLENGE"] = first!;
                parameters[first is "PASSWORD_SRP" ? "SRP_A" : "NOTHING"] = _srp.SrpA;
                break;
            case "REFRESH_TOKEN_AUTH":
                var signedIn = (await _world.SignIn.SignInAsync("alice")).ShouldSucceed();
                server.Functions.Calls.Clear();
                parameters["REFRESH_TOKEN"] = signedIn.Text("AuthenticationResult.RefreshToken")!;
                break;
            default:
                parameters["PASSWORD"] = SignInWorld.Password;
                break;
        }

        var request = new { AuthFlow = flow, ClientId = _world.SignIn.Client.Id, AuthParameters = parameters };
        return flow.StartsWith("ADMIN_", StringComparison.Ordinal)
            ? await server.CallAsync(
                "AdminInitiateAuth",
                new { _world.SignIn.PoolId, UserPoolId = _world.SignIn.PoolId, request.AuthFlow, request.ClientId, request.AuthParameters })
            : await server.CallPublicAsync("InitiateAuth", request);
    }

    private async Task<ApiAnswer> RespondAsync(ApiAnswer asked, string challenge)
    {
        var responses = challenge switch
        {
            "SMS_MFA" when _recoveryCode is not null => new() { ["RECOVERY_CODE"] = _recoveryCode },
            "SELECT_MFA_TYPE" => new() { ["ANSWER"] = "EMAIL_OTP" },
            "MFA_SETUP" => [],
            "DEVICE_SRP_AUTH" => new() { ["SRP_A"] = _srp.SrpA, ["DEVICE_KEY"] = _device!.Key },
            "DEVICE_PASSWORD_VERIFIER" => _device!.Proof(asked, _srp),
            "PASSWORD_VERIFIER" =>
                _srp.Answer(asked, _world.SignIn.PoolId, SignInWorld.Password, server.Clock.GetUtcNow()),
            "SELECT_CHALLENGE" => new() { ["ANSWER"] = "PASSWORD", ["PASSWORD"] = SignInWorld.Password },
            "PASSWORD" => new() { ["PASSWORD"] = SignInWorld.Password },
            "NEW_PASSWORD_REQUIRED" => new() { ["NEW_PASSWORD"] = SignInWorld.NewPassword },
            "SOFTWARE_TOKEN_MFA" => new() { ["SOFTWARE_TOKEN_MFA_CODE"] = _app!.Code() },
            "WEB_AUTHN" => new()
            {
                ["CREDENTIAL"] = _passkey.Use(asked.Text("ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS")!),
            },
            "CUSTOM_CHALLENGE" => new() { ["ANSWER"] = "right" },
            _ => new Dictionary<string, string> { [$"{challenge}_CODE"] = await _world.CodeAsync(challenge) },
        };
        responses.TryAdd("USERNAME", "alice");
        return await server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ChallengeName = challenge,
            ClientId = _world.SignIn.Client.Id,
            Session = asked.Text("Session"),
            ChallengeResponses = responses,
        });
    }
}
