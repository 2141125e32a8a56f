using System.Text.Json.Nodes;

namespace HostedAuth.Server.Tests.Triggers;

/// <summary>Functions that direct CUSTOM_AUTH.</summary>
internal static class Asking
{
    /// <summary>The right answer to every question of theirs.</summary>
    public const string Right = "9";

    public static object Config { get; } = new
    {
        DefineAuthChallenge = ServerWithFunctions.Arn,
        CreateAuthChallenge = ServerWithFunctions.Arn,
        VerifyAuthChallengeResponse = ServerWithFunctions.Arn,
    };

    /// <summary>Ask these challenges, one after another, then let in.</summary>
    public static void HandleInOrder(this ServerWithFunctions server, params string[] challenges) => server.Handle(content =>
        (string)content["triggerSource"]! switch
        {
            "DefineAuthChallenge_Authentication" => Next(content["request"]!["session"]!.AsArray(), challenges),
            "CreateAuthChallenge_Authentication" => new
            {
                publicChallengeParameters = new { question = "What is 5 + 4?" },
                privateChallengeParameters = new { answer = Right },
            },
            "VerifyAuthChallengeResponse_Authentication" =>
                new { answerCorrect = (string?)content["request"]!["challengeAnswer"] == Right },
            _ => null,
        });

    /// <summary>Ask one question, to which every answer is right, then let in.</summary>
    public static void LetInWhoAnswers(this ServerWithFunctions server) => server.Handle(content =>
        (string)content["triggerSource"]! switch
        {
            "DefineAuthChallenge_Authentication" when content["request"]!["session"]!.AsArray().Count > 0 =>
                new { issueTokens = true },
            "DefineAuthChallenge_Authentication" => new { challengeName = "CUSTOM_CHALLENGE" },
            "CreateAuthChallenge_Authentication" => new { publicChallengeParameters = new { q = "1" } },
            "VerifyAuthChallengeResponse_Authentication" => new { answerCorrect = true },
            _ => null,
        });

    private static object Next(JsonArray rounds, string[] challenges)
    {
        var given = rounds.Count(round => (string?)round!["challengeName"] != "SRP_A");
        return rounds.Any(round => !(bool)round!["challengeResult"]!) ? new { failAuthentication = true }
            : given < challenges.Length ? new { challengeName = challenges[given] }
            : new { issueTokens = true };
    }
}
