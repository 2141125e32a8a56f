namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>What a challenge asks.</summary>
/// <param name="Parameters">What the asker must know (ChallengeParameters).</param>
public sealed record Question(IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>What the answer will be held against; sealed into the session, never shown.</summary>
    public IReadOnlyDictionary<string, string> Memory { get; init; } = SignInAttempt.NoMemory;

    /// <summary>The id of the attempt that owes the answer, where the challenge has fixed it; null for a fresh one.</summary>
    public string? AttemptId { get; init; }

    /// <summary>The challenges that may be chosen from; empty where nothing is chosen.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether asking was itself an act that stands in the unit of work: a code goes out.</summary>
    public bool Writes { get; init; }
}
