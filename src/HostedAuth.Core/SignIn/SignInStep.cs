using HostedAuth.Core.Errors;

namespace HostedAuth.Core.SignIn;

/// <summary>What a sign-in attempt comes to. The JSON API and the pages each turn it into an answer of their own.</summary>
public abstract record SignInStep
{
    private SignInStep()
    {
    }

    /// <summary>A further answer is owed.</summary>
    /// <param name="Name">Which, by the API's name (ChallengeNameType).</param>
    /// <param name="Session">The sealed attempt, to be sent back with the answer.</param>
    /// <param name="Parameters">What the asker must know, by the API's names.</param>
    public sealed record Challenge(string Name, string Session, IReadOnlyDictionary<string, string> Parameters)
        : SignInStep
    {
        /// <summary>What may be chosen (AvailableChallenges); only with SELECT_CHALLENGE.</summary>
        public IReadOnlyList<string> Choices { get; init; } = [];

        /// <summary>
        /// The other challenges that would do as well, by name: what <see cref="SignInFlow.SwitchAsync"/> takes with this
        /// session. For the first factor only where it was chosen (<see cref="SignInFlow.StartByChoiceAsync"/>).
        /// </summary>
        public IReadOnlyList<string> Alternatives { get; init; } = [];

        /// <summary>Whether <see cref="SignInFlow.ResendAsync"/> sends another message for this session.</summary>
        public bool CanResend { get; init; }
    }

    /// <summary>All that the pool asks for is proven. The attempt's bookkeeping stands in the unit of work, unsaved.</summary>
    public sealed record Completed(Authentication Authentication) : SignInStep;

    /// <summary>Refused; what must be counted is counted.</summary>
    public sealed record Refused(AuthError Error) : SignInStep;
}
