using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Triggers;

/// <summary>A pool whose triggers direct the sign-in of ada, and what she does there.</summary>
internal static class CustomAuthSteps
{
    public const string WrongPair = "Incorrect username or password.";

    /// <summary>A sum, three tries.</summary>
    public static object ThreeTries(JsonObject content) => (string)content["triggerSource"]! switch
    {
        "DefineAuthChallenge_Authentication" => Results(content) switch
        {
            [.., true] => new { issueTokens = true },
            { Length: >= 3 } => new { failAuthentication = true },
            _ => new { challengeName = "CUSTOM_CHALLENGE" },
        },
        "CreateAuthChallenge_Authentication" => new
        {
            publicChallengeParameters = new { question = "5+4" },
            privateChallengeParameters = new { answer = "9" },
            challengeMetadata = "SUM",
        },
        _ => new { answerCorrect = (string)content["request"]!["challengeAnswer"]! == "9" },
    };

    public static bool IsDefine(JsonObject content) =>
        (string)content["triggerSource"]! == "DefineAuthChallenge_Authentication";

    public static string[] Rounds(JsonObject content) =>
        [.. (content["request"]!["session"] as JsonArray ?? []).Select(round => (string)round!["challengeName"]!)];

    public static bool[] Results(JsonObject content) =>
        [.. content["request"]!["session"]!.AsArray().Select(round => (bool)round!["challengeResult"]!)];

    public static Task<(string PoolId, string ClientId)> OpenCustomAuthAsync(
        this ServerWithFunctions server,
        string prevents = "LEGACY",
        object? triggers = null) =>
        server.OpenWithAdaAsync(triggers ?? Asking.Config, new
        {
            PreventUserExistenceErrors = prevents,
            ExplicitAuthFlows = new[] { "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" },
        });

    public static Task<ApiAnswer> BeginCustomAuthAsync(
        this ServerWithFunctions server,
        string clientId,
        params (string Name, string Value)[] more) =>
        server.BeginCustomAuthAsync(clientId, "ada", more);

    public static Task<ApiAnswer> BeginCustomAuthAsync(
        this ServerWithFunctions server,
        string clientId,
        string username,
        params (string Name, string Value)[] more)
    {
        var parameters = more.Append(("USERNAME", username)).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        return server.CallPublicAsync(
            "InitiateAuth",
            new { AuthFlow = "CUSTOM_AUTH", ClientId = clientId, AuthParameters = parameters });
    }

    public static Task<ApiAnswer> AnswerCustomAuthAsync(
        this ServerWithFunctions server,
        string clientId,
        ApiAnswer asked,
        string answer,
        string username = "ada") =>
        server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ClientId = clientId,
            ChallengeName = "CUSTOM_CHALLENGE",
            Session = asked.Text("Session"),
            ChallengeResponses = new { USERNAME = username, ANSWER = answer },
        });
}
