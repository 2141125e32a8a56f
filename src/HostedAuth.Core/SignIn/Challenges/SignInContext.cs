using HostedAuth.Core.AppClients;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>Who is signing in where, and how far they are.</summary>
public sealed record SignInContext(ClientSnapshot Client, Claimant Claimant, SignInAttempt Attempt)
{
    /// <summary>Whether there is no such user and the client may be told so.</summary>
    public bool TellsOfNobody => Claimant.User is null && !Client.PreventsUserExistenceErrors;

    /// <summary>The step after this one, as long as the client's sessions live.</summary>
    /// <param name="challenge">What is owed then (ChallengeNameType).</param>
    /// <param name="memory">What the challenge must remember until its answer.</param>
    /// <param name="now">The time.</param>
    public SignInAttempt Owing(string challenge, IReadOnlyDictionary<string, string> memory, DateTimeOffset now) =>
        Attempt.Owing(challenge, memory, Claimant.Stamp, now + Client.AuthSessionLifetime);
}
