using HostedAuth.Core.Errors;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>Reads answers by the API's names.</summary>
public static class ChallengeResponses
{
    /// <summary>The response that names a choice, or answers a challenge of the pool's own.</summary>
    public const string Answer = "ANSWER";

    /// <summary>Refuses with InvalidParameter when it is missing or empty.</summary>
    public static string Require(this IReadOnlyDictionary<string, string> responses, string name)
    {
        ArgumentNullException.ThrowIfNull(responses);
        return responses.GetValueOrDefault(name) is { Length: > 0 } value
            ? value
            : throw AuthError.InvalidParameter($"Missing required parameter {name}").AsException();
    }
}
