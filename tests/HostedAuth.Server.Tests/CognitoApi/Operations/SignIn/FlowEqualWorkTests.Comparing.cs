using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Triggers;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

// The user, the name that nobody has, and how the two are compared.
public sealed partial class FlowEqualWorkTests
{
    private string _nobody = "";

    private async Task<CodeWorld> CreateAsync(bool hasPasskey = false)
    {
        server.Handle(Function);
        var factors = new[] { "PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN" };
        var world = await CodeWorld.CreateAsync(
            server,
            "OPTIONAL",
            new
            {
                Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = factors } },
                UserPoolAddOns = new { AdvancedSecurityMode = "AUDIT" },
                LambdaConfig = Asking.Config,
            },
            new
            {
                ExplicitAuthFlows = new[]
                {
                    "ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH",
                    "ALLOW_ADMIN_USER_PASSWORD_AUTH",
                },
                PreventUserExistenceErrors = "ENABLED",
            });
        await world.AddUserAsync("alice");
        if (hasPasskey)
        {
            var passkeys = new PasskeyWorld(world.SignIn);
            (await passkeys.RegisterAsync(await passkeys.TokenOfAsync("alice"), new SoftwareAuthenticator())).ShouldSucceed();
        }

        // As long as the user's name, so that lengths tell only what they may not.
        _nobody = await server.LikeAsync(world.SignIn.PoolId, "alice", number => $"no{number:000}");
        return world;
    }

    /// <summary>Asks one question, after the password where that comes first; no answer is right.</summary>
    private static object? Function(JsonObject content)
    {
        var rounds = content["request"]!["session"] as JsonArray;
        return (string)content["triggerSource"]! switch
        {
            "DefineAuthChallenge_Authentication" when rounds!.Count == 0 => new { challengeName = "CUSTOM_CHALLENGE" },
            "DefineAuthChallenge_Authentication" when (string)rounds[^1]!["challengeName"]! is "SRP_A" =>
                new { challengeName = "PASSWORD_VERIFIER" },
            "DefineAuthChallenge_Authentication" => new { failAuthentication = true },
            "CreateAuthChallenge_Authentication" => new { publicChallengeParameters = new { q = "1" } },
            "VerifyAuthChallengeResponse_Authentication" => new { answerCorrect = false },
            _ => null,
        };
    }

    /// <summary>Does it for a user and for a name that nobody has, and expects the same.</summary>
    private async Task<(Cost<ApiAnswer> Known, Cost<ApiAnswer> Unknown)> CompareAsync(Func<string, Task<ApiAnswer>> act)
    {
        var (known, unknown) = await new CostMeter(server).CompareAsync("alice", _nobody, act);

        unknown.Answer.Status.ShouldBe(known.Answer.Status);
        Shape(unknown.Answer).ShouldBe(Shape(known.Answer));
        return (known, unknown);
    }

    /// <summary>The answer without what is random, or each name's own.</summary>
    private string Shape(ApiAnswer answer)
    {
        var body = answer.Body.Replace("alice", "name", StringComparison.Ordinal).Replace(_nobody, "name", StringComparison.Ordinal);
        var masked = Phone().Replace(Mask().Replace(body, "masked"), "masked");
        return Value().Replace(masked, match => $"\"{match.Groups["name"].Value}\":<{(match.Groups["value"].Length + 15) / 16}>");
    }

    private Task<ApiAnswer> StartAsync(
        CodeWorld world,
        string flow,
        string username,
        bool asAdministrator = false,
        params (string, string)[] parameters)
    {
        var all = parameters.Append(("USERNAME", username)).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        var (poolId, clientId) = (world.SignIn.PoolId, world.SignIn.Client.Id);
        return asAdministrator
            ? server.CallAsync(
                "AdminInitiateAuth", new { UserPoolId = poolId, ClientId = clientId, AuthFlow = flow, AuthParameters = all })
            : server.CallPublicAsync("InitiateAuth", new { ClientId = clientId, AuthFlow = flow, AuthParameters = all });
    }

    private Task<ApiAnswer> RespondAsync(CodeWorld world, ApiAnswer asked, Dictionary<string, string> responses) =>
        server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ChallengeName = asked.Text("ChallengeName"),
            ClientId = world.SignIn.Client.Id,
            Session = asked.Text("Session"),
            ChallengeResponses = responses,
        });

    [GeneratedRegex("[a-z]\\*\\*\\*@[a-z]\\*\\*\\*")]
    private static partial Regex Mask();

    [GeneratedRegex("(\\+|\\\\u002[Bb])\\*+[0-9]{4}")]
    private static partial Regex Phone();

    /// <summary>Sealed and random values: their lengths may not tell, up to a digit of a large number.</summary>
    [GeneratedRegex("\"(?<name>Session|SALT|SRP_B|SECRET_BLOCK|CREDENTIAL_REQUEST_OPTIONS)\":\"(?<value>(\\\\\"|[^\"])*)\"")]
    private static partial Regex Value();
}
