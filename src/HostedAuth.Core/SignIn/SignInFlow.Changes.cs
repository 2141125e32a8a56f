using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.SignIn.Challenges;

namespace HostedAuth.Core.SignIn;

// What may be done with a challenge other than answering it.
public sealed partial class SignInFlow
{
    /// <summary>How often one factor may be sent again or exchanged, before the sign-in has to begin anew.</summary>
    private const int MostChanges = 5;

    /// <summary>
    /// Sends the code of the challenge that a session holds once more: a new code, which the challenge it gives back takes;
    /// the session handed in is spent. Only where <see cref="SignInStep.Challenge.CanResend"/> said so. Refuses with
    /// InvalidSession, SessionExpired, SessionSpent, UserDisabled; with SignInCodesExceeded after five changes of one factor,
    /// or too many codes within the hour.
    /// </summary>
    /// <param name="client">The client that the session was made for.</param>
    /// <param name="session">As the challenge came with it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<SignInStep> ResendAsync(ClientSnapshot client, string session, CancellationToken cancellationToken) =>
        ChangeAsync(client, session, to: null, cancellationToken);

    /// <summary>
    /// Asks for another factor instead of the one that a session holds: one of its
    /// <see cref="SignInStep.Challenge.Alternatives"/>. The session handed in is spent. Refuses as
    /// <see cref="ResendAsync"/>, and with InvalidParameter what is no alternative.
    /// </summary>
    /// <param name="client">The client that the session was made for.</param>
    /// <param name="session">As the challenge came with it.</param>
    /// <param name="challengeName">The other challenge (ChallengeNameType).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<SignInStep> SwitchAsync(
        ClientSnapshot client,
        string session,
        string challengeName,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(challengeName);
        return ChangeAsync(client, session, challengeName, cancellationToken);
    }

    private async Task<SignInStep> ChangeAsync(
        ClientSnapshot client,
        string session,
        string? to,
        CancellationToken cancellationToken)
    {
        try
        {
            var attempt = sessions.Open(client, session);
            var claimant = await claimants.FindAsync(attempt, username: null, cancellationToken);
            if (WhyNoChange(attempt, claimant) is { } reason)
            {
                throw reason.AsException();
            }

            // The pool or the user may have changed since the alternatives were told.
            var isPossible = to is null
                ? challenges[attempt.Challenge].SendsMessage
                : (await AlternativesToAsync(attempt, claimant, cancellationToken)).Contains(to)
                    && (attempt.Proofs.Count > 0 || (await firstFactors.OfAsync(claimant, cancellationToken)).Contains(to));
            if (!isPossible)
            {
                throw AuthError.ChallengeNotOffered(to ?? attempt.Challenge).AsException();
            }

            await attempts.CountAsync(attempt, challenges[attempt.Challenge].Tries, cancellationToken);
            attempts.SpendWithSave(attempt);
            var changed = attempt with { Changes = attempt.Changes + 1, Memory = to is null ? attempt.Memory : SignInAttempt.NoMemory };
            var at = new SignInContext(client, claimant, changed);
            return await AskAsync(at, to ?? attempt.Challenge, wasShown: true, cancellationToken);
        }
        catch (AuthException refusal)
        {
            return Refuse(client, userId: null, refusal.Error);
        }
    }

    /// <summary>
    /// What became of the user since; that they were disabled is told, as by an answer, only who has proven something.
    /// </summary>
    private static AuthError? WhyNoChange(SignInAttempt attempt, Claimant claimant) => attempt switch
    {
        _ when attempt.SecurityStamp != claimant.Stamp => AuthError.InvalidSession,
        { Proofs.Count: > 0 } when claimant.User is { Enabled: false } => AuthError.UserDisabled,
        { Changes: >= MostChanges } => AuthError.SignInCodesExceeded,
        _ => null,
    };

    /// <summary>
    /// First factors instead of a first one, second ones instead of a second one; never the factor that was given
    /// already.
    /// </summary>
    private async Task<IReadOnlyList<string>> AlternativesToAsync(
        SignInAttempt attempt,
        Claimant claimant,
        CancellationToken cancellationToken)
    {
        if (attempt.Custom is not null)
        {
            // What a custom sign-in asks for, its triggers say.
            return [];
        }

        var ways = attempt.Proofs.Count == 0 ? attempt.Choices : await SecondWaysAsync(attempt, claimant, cancellationToken);
        return ways.Contains(attempt.Challenge) || IsChoiceOfSecond(attempt)
            ? [.. ways.Where(name => name != attempt.Challenge)]
            : [];
    }

    /// <summary>
    /// The second factors that would do, and a recovery code where the user has any left; where a level is demanded that one
    /// of them reaches, those that do.
    /// </summary>
    private async Task<IReadOnlyList<string>> SecondWaysAsync(
        SignInAttempt attempt,
        Claimant claimant,
        CancellationToken cancellationToken)
    {
        var factors = NextStep.SecondFactorsLeft(SecondFactorsOf(claimant), attempt.Proofs);
        var methods = NextStep.MethodsOf(attempt.Proofs);
        if (attempt.Levels.Count > 0
            && AuthenticationLevels.Of(methods) < attempt.Levels.Min()
            && NextStep.ThatReach(attempt.Levels, methods, factors).ToList() is { Count: > 0 } enough)
        {
            return enough;
        }

        return factors.Count > 0 && await recoveryCodes.HasAnyAsync(claimant.Id, cancellationToken)
            ? [.. factors, RecoveryCodeChallenge.ChallengeName]
            : factors;
    }

    /// <summary>The challenge that the responses answer: the one asked, or a recovery code in place of a second factor.</summary>
    private IChallenge AnsweredBy(SignInContext at, IReadOnlyDictionary<string, string> responses)
    {
        var mayRecover = at.Attempt is { Proofs.Count: > 0, Custom: null }
            && responses.ContainsKey(RecoveryCodeChallenge.Response)
            && (IsChoiceOfSecond(at.Attempt) || SecondFactorsOf(at.Claimant).Contains(at.Attempt.Challenge));
        return challenges[mayRecover ? RecoveryCodeChallenge.ChallengeName : at.Attempt.Challenge];
    }

    private static bool IsChoiceOfSecond(SignInAttempt attempt) => attempt.Challenge is SelectMfaType.ChallengeName;

    private IReadOnlyList<string> SecondFactorsOf(Claimant claimant) =>
        claimant.User is { } user ? UserFactors.Of(scope.Pool.Mfa, user) : [];
}
