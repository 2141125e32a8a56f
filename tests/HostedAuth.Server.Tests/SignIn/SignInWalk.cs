using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;
using HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Triggers;

namespace HostedAuth.Server.Tests.SignIn;

/// <summary>One sign-in from its beginning to its tokens, every challenge answered as a client does, every trigger heard.</summary>
internal sealed class SignInWalk(ServerWithFunctions server)
{
    private const string Arn = ServerWithFunctions.Arn;

    private readonly SrpClient _srp = new();
    private readonly SoftwareAuthenticator _passkey = new();
    private readonly List<string> _asked = [];
    private CodeWorld _world = null!;
    private TestAuthenticator? _app;

    /// <summary>What was asked on the way, by the API's names.</summary>
    public IReadOnlyList<string> Asked => _asked;

    /// <summary>The triggers called, in their order.</summary>
    public IReadOnlyList<string> Triggers { get; private set; } = [];

    public IReadOnlyList<string> Amr { get; private set; } = [];

    public string? Acr { get; private set; }

    private static object AllTriggers => new
    {
        PreAuthentication = Arn,
        PostAuthentication = Arn,
        PreTokenGeneration = Arn,
        CustomMessage = Arn,
        DefineAuthChallenge = Arn,
        CreateAuthChallenge = Arn,
        VerifyAuthChallengeResponse = Arn,
        UserMigration = Arn,
        PreSignUp = Arn,
        PostConfirmation = Arn,
    };

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
            answer = await RespondAsync(answer, challenge);
        }

        Triggers = [.. server.Sources(_world.SignIn.PoolId).Skip(before)];
        var claims = CodeWorld.ClaimsOf(answer, "IdToken");
        Amr = claims.TryGetProperty("amr", out var amr) ? [.. amr.EnumerateArray().Select(method => method.GetString()!)] : [];
        Acr = claims.TryGetProperty("acr", out var acr) ? acr.GetString() : null;
    }

    private async Task PrepareAsync(string? first, string? second)
    {
        var factors = new[] { "PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN" };
        _world = await CodeWorld.CreateAsync(
            server,
            "OPTIONAL",
            new { LambdaConfig = AllTriggers, Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = factors } } },
            new
            {
                ExplicitAuthFlows = new[]
                {
                    "ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH",
                    "ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH",
                },
            });
        await new MfaWorld(_world.SignIn).ConfigureAsync("OPTIONAL");
        server.Handle(_ => null);
        await _world.AddUserAsync("alice");
        if (first is "WEB_AUTHN")
        {
            var token = await new PasskeyWorld(_world.SignIn).TokenOfAsync("alice");
            (await new PasskeyWorld(_world.SignIn).RegisterAsync(token, _passkey)).ShouldSucceed();
        }

        if (second is "SOFTWARE_TOKEN_MFA")
        {
            var mfa = new MfaWorld(_world.SignIn);
            _app = await mfa.AddAppAsync(await mfa.TokenOfAsync("alice"), "alice", appName: null);
            server.Clock.Advance(TimeSpan.FromSeconds(30));
        }
        else if (second is "NEW_PASSWORD_REQUIRED")
        {
            await _world.SignIn.ChangeUserAsync("alice", user => user.Status = UserStatus.FORCE_CHANGE_PASSWORD);
        }
        else if (second is not null)
        {
            await _world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = [second]);
        }
    }

    private async Task<ApiAnswer> StartAsync(string flow, string? first)
    {
        var parameters = new Dictionary<string, string> { ["USERNAME"] = "alice" };
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
