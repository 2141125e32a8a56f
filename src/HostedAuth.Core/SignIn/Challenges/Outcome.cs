using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn.CustomAuth;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>What an answer comes to.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>A factor is proven.</summary>
    /// <param name="Amr">Its method in tokens; null where they don't tell of it.</param>
    public sealed record Proven(string? Amr) : Outcome
    {
        /// <summary>Whether it proves two things at once: a passkey held, and its owner verified.</summary>
        public bool IsMultiFactor { get; init; }

        /// <summary>The factor proven (<see cref="Mfa.SecondFactors"/>), where it isn't the challenge itself.</summary>
        public string? Factor { get; init; }

        /// <summary>Who a pretence has turned out to be; null where nothing turned out.</summary>
        public Claimant? Became { get; init; }
    }

    /// <summary>What was owed is done, though it proves nobody.</summary>
    public sealed record Settled : Outcome;

    /// <summary>The answer chose, or leads to, another challenge.</summary>
    /// <param name="Challenge">Which (ChallengeNameType).</param>
    public sealed record Leads(string Challenge) : Outcome
    {
        /// <summary>What that challenge needs to ask; it finds it in the attempt's memory.</summary>
        public IReadOnlyDictionary<string, string> Memory { get; init; } = SignInAttempt.NoMemory;

        /// <summary>What could be chosen, where this was a choice of the first factor.</summary>
        public IReadOnlyList<string> Choices { get; init; } = [];

        /// <summary>Whether the responses at hand answer that challenge too, so that it needn't be asked.</summary>
        public bool IsAnswered { get; init; }
    }

    /// <summary>The pool's own triggers say what comes next (CUSTOM_AUTH).</summary>
    /// <param name="Progress">With the answer at hand as its last round.</param>
    public sealed record Directed(CustomProgress Progress) : Outcome;

    /// <summary>The answer is wrong; the session stays good for another try.</summary>
    public sealed record Wrong(AuthError Error) : Outcome;
}
