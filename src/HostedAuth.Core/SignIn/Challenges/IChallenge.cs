using HostedAuth.Core.AppClients;

namespace HostedAuth.Core.SignIn.Challenges;

/// <summary>
/// One thing that sign-in may ask for: a class of its own in this folder, found by its name. It proves or settles; what
/// comes next is <see cref="NextStep"/>'s to say, and counting and spending are the flow's.
/// </summary>
public interface IChallenge
{
    /// <summary>Its name in the API (ChallengeNameType).</summary>
    string Name { get; }

    /// <summary>How many answers one session takes.</summary>
    int Tries { get; }

    /// <summary>
    /// Whether the claimant may choose this as the first factor (USER_AUTH); that the pool allows it is asked elsewhere. For
    /// a pretence: as <see cref="Claimant.Ways"/> says.
    /// </summary>
    Task<bool> IsFirstFactorOfAsync(Claimant claimant, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Whether asking sends a message, which may be sent again.</summary>
    bool SendsMessage => false;

    /// <summary>The response by which a choice brings the answer along; null where it has to be asked for.</summary>
    string? InlineResponse => null;

    /// <summary>
    /// The attempt that an answer without a session is about, where the answer itself carries it; null where it doesn't.
    /// </summary>
    SignInAttempt? AttemptOf(ClientSnapshot client, IReadOnlyDictionary<string, string> responses) => null;

    /// <summary>
    /// Asks. Writes nothing, unless asking is itself an act (a code goes out): then into the unit of work, unsaved.
    /// </summary>
    Task<Question> AskAsync(SignInContext at, CancellationToken cancellationToken);

    /// <summary>
    /// Looks at an answer. What it changes stands in the unit of work, unsaved, and is dropped when the answer is refused.
    /// May refuse by AuthException as well.
    /// </summary>
    /// <param name="at">Who answers; a pretence must cost what a user costs.</param>
    /// <param name="responses">By the API's names (ChallengeResponses).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Outcome> AnswerAsync(
        SignInContext at,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken);
}
