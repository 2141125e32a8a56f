using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn.Challenges;

namespace HostedAuth.Core.Risk;

/// <summary>The SignIn event of an attempt: one from its first answer to its end, whatever it is asked on the way.</summary>
public sealed class SignInEvents(AuthEvents events)
{
    private const string Success = "Success";
    private const string Failure = "Failure";

    /// <summary>The attempt is complete: written with the session that it yields.</summary>
    public void PassWithSave(SignInContext at)
    {
        ArgumentNullException.ThrowIfNull(at);
        events.RecordWithSave(Of(at, AuthEventResponses.Pass));
    }

    /// <summary>Something is proven and more is owed. What proves nothing (a request for a challenge) is no event yet.</summary>
    public void GoOnWithSave(SignInContext at)
    {
        ArgumentNullException.ThrowIfNull(at);
        if (at.Attempt.Proofs.Count > 0)
        {
            events.RecordWithSave(Of(at, AuthEventResponses.InProgress));
        }
    }

    /// <summary>
    /// An answer was refused, or, the answer being right, the user. While a name is locked nothing is written, as nothing is
    /// counted: a flood of guesses must not become a flood of rows.
    /// </summary>
    /// <param name="at">How far the attempt had come.</param>
    /// <param name="error">Why it goes no further.</param>
    /// <param name="isAnswerWrong">Whether it is the answer that was refused.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task FailAsync(SignInContext at, AuthError error, bool isAnswerWrong, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(error);
        return IsNone(error)
            ? Task.CompletedTask
            : events.RecordAsync(Of(at, AuthEventResponses.Fail, isAnswerWrong), cancellationToken);
    }

    private static string DecisionOf(AttemptRisk? risk) => risk switch
    {
        { Action: AttemptRisk.Block } => "Block",
        { Level: not null } => "AccountTakeover",
        _ => "NoRisk",
    };

    /// <summary>A request that can't be read, or comes twice, is nobody's act.</summary>
    private static bool IsNone(AuthError error) =>
        error.Kind is ErrorKind.TooManyRequests or ErrorKind.InvalidParameter
        || error == AuthError.PasswordAttemptsExceeded
        || error == AuthError.InvalidSession
        || error == AuthError.SessionSpent;

    private static NewAuthEvent Of(SignInContext at, string response, bool isAnswerWrong = false)
    {
        var proven = at.Attempt.Proofs.Count;
        var challenges = ((string[])["Password", "Mfa"])
            .Take(isAnswerWrong ? proven + 1 : proven)
            .Select((name, index) => KeyValuePair.Create(name, index < proven ? Success : Failure))
            .ToDictionary();

        return new(AuthEventTypes.SignIn, at.Claimant.Id, at.Client.ClientId, response)
        {
            Id = at.Attempt.EventId,
            IsCustomAuth = at.Attempt.IsCustomAuth,
            Details = new AuthEventDetails
            {
                Challenges = challenges,
                RiskLevel = at.Attempt.Risk?.Level,
                RiskDecision = DecisionOf(at.Attempt.Risk),
            },
        };
    }
}
