using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.SignIn.CustomAuth;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.SignIn;

// Where the pool's triggers have their say.
public sealed partial class SignInFlow
{
    /// <summary>The first step, once it is known who is to be signed in.</summary>
    private async Task<SignInStep> BeginAsync(
        SignInContext at,
        bool wasShown,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken) =>
        await TurnAwayAsync(at, cancellationToken) ?? await StepAsync(at, wasShown, responses, cancellationToken);

    /// <summary>Why this sign-in must not even begin; null where nothing speaks against it.</summary>
    private async Task<SignInStep?> TurnAwayAsync(SignInContext at, CancellationToken cancellationToken)
    {
        if (risk.IsAddressBlocked(at))
        {
            return Refuse(at.Client, at.Attempt.UserId, AuthError.BlockedForSecurity);
        }

        try
        {
            await limits.CountFromAddressAsync(LimitedAct.SignInFromAddress, cancellationToken);
            await triggers.PreAuthenticationAsync(at.Client, at.Claimant, cancellationToken);
            return null;
        }
        catch (AuthException refusal)
        {
            return await FailAsync(at, refusal.Error, isAnswerWrong: false, cancellationToken);
        }
    }

    /// <summary>An answer was given in a sign-in that the pool's triggers direct.</summary>
    private async Task<SignInStep> DirectAsync(
        SignInContext at,
        CustomProgress progress,
        bool wasShown,
        CancellationToken cancellationToken)
    {
        var directed = at with { Attempt = at.Attempt with { Custom = progress, Memory = SignInAttempt.NoMemory } };
        switch (await customAuth.NextAsync(directed, cancellationToken))
        {
            case Direction.Refuse refuse:
                return await FailAsync(directed, refuse.Error, isAnswerWrong: true, cancellationToken);
            case Direction.Ask ask:
                // The public value is used once.
                var left = ask.Memory.Count > 0 ? progress with { PublicValue = null } : progress;
                var asked = directed with { Attempt = directed.Attempt with { Custom = left, Memory = ask.Memory } };
                return await AskAsync(asked, ask.Challenge, wasShown, cancellationToken);
            default:
                var proof = new Proof(CustomChallenge.ChallengeName, Amr: null, time.GetUtcNow());
                var over = directed.Attempt.Having(proof) with { Custom = progress with { IsOver = true } };
                var judged = await risk.JudgeAsync(directed with { Attempt = over }, cancellationToken);
                return await GoOnAsync(judged, wasShown, cancellationToken);
        }
    }

    /// <summary>Nothing is owed any more.</summary>
    private async Task<SignInStep.Completed> CompleteAsync(
        SignInContext at,
        SignInDevice? device,
        bool wasShown,
        CancellationToken cancellationToken)
    {
        var user = at.Claimant.User!;
        if (wasShown && triggers.HasPostAuthentication)
        {
            // The answer is spent, and what it changed is saved: of two in parallel one calls the trigger, whatever that says.
            await context.SaveChangesAsync(cancellationToken);
        }

        var isNewDevice = scope.Pool.Devices.Tracks && device is null;
        await triggers.PostAuthenticationAsync(at.Client, user, isNewDevice, cancellationToken);
        var amr = Proof.AmrOf(at.Attempt.Proofs);
        devices.NoteWithSave(user, device, amr);
        events.PassWithSave(at);
        userEvents.AddSignedIn(at.Client, user);
        return new(new Authentication(user, at.Attempt.Proofs[0].At, amr)
        {
            IsByTriggers = Proof.AreByTriggers(at.Attempt.Proofs),
            RaisedSessionId = at.Attempt.RaisedSessionId,
            EventId = at.Attempt.EventId,
            DeviceKey = device?.Key,
            LastChallenge = at.Attempt.Challenge,
            Acr = AuthenticationLevels.ValueOf(scope.Pool, AuthenticationLevels.Of(amr)),
        });
    }
}
