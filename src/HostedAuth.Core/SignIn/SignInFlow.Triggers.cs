using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn.Challenges;

namespace HostedAuth.Core.SignIn;

// Where the pool's triggers have their say.
public sealed partial class SignInFlow
{
    /// <summary>The first step, once it is known who is to be signed in.</summary>
    private async Task<SignInStep> BeginAsync(
        SignInContext at,
        bool wasShown,
        IReadOnlyDictionary<string, string> responses,
        CancellationToken cancellationToken)
    {
        if (risk.IsAddressBlocked(at.Client))
        {
            return Refuse(at.Client, at.Attempt.UserId, AuthError.BlockedForSecurity);
        }

        try
        {
            await triggers.PreAuthenticationAsync(at.Client, at.Claimant, cancellationToken);
        }
        catch (AuthException refusal)
        {
            return await FailAsync(at, refusal.Error, isAnswerWrong: false, cancellationToken);
        }

        return await StepAsync(at, wasShown, responses, cancellationToken);
    }

    /// <summary>Nothing is owed any more.</summary>
    private async Task<SignInStep.Completed> CompleteAsync(
        SignInContext at,
        SignInDevice? device,
        CancellationToken cancellationToken)
    {
        var user = at.Claimant.User!;
        var isNewDevice = scope.Pool.Devices.Tracks && device is null;
        await triggers.PostAuthenticationAsync(at.Client, user, isNewDevice, cancellationToken);
        events.PassWithSave(at);
        return new(new Authentication(user, at.Attempt.Proofs[0].At, Proof.AmrOf(at.Attempt.Proofs))
        {
            EventId = at.Attempt.EventId,
            DeviceKey = device?.Key,
            LastChallenge = at.Attempt.Challenge,
        });
    }
}
