using HostedAuth.Core.Devices;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// Finds the device that somebody signs in on. Another user's, a forgotten and an unknown one are alike: none. Asked only
/// after something was proven, so that nobody learns by it whose device it is.
/// </summary>
public sealed class SignInDevices(PoolScope scope, UserDevices devices, BrowserDevices browsers)
{
    internal async Task<SignInDevice?> FindAsync(SignInContext at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(at);
        if (!scope.Pool.Devices.Tracks || at.Claimant.User is not { } user || at.Attempt.Proofs.Count == 0)
        {
            return null;
        }

        return at.Attempt.DeviceKey is { } key
            ? await FindAsync(at.Attempt, user, key, cancellationToken)
            : await browsers.RecognizeAsync(user, cancellationToken);
    }

    /// <summary>What a complete sign-in proved is the device's merit too, with the next save.</summary>
    internal void NoteWithSave(User user, SignInDevice? device, IReadOnlyList<string> amr)
    {
        if (device is { StandsIn: false } && Proof.HasSeveralFactors(amr))
        {
            devices.NoteSecondFactorWithSave(user.Id, device.Key);
        }
    }

    /// <summary>The device that the client names.</summary>
    private async Task<SignInDevice?> FindAsync(
        SignInAttempt attempt,
        User user,
        string key,
        CancellationToken cancellationToken)
    {
        if (await devices.FindAsync(user.Id, key, cancellationToken) is not { SealedVerifier: not null } device)
        {
            return null;
        }

        var isRemembered = device.IsRemembered && scope.Pool.Devices.StandsInForMfa;
        return new SignInDevice(
            device.Key,
            isRemembered,
            StandsIn: isRemembered && (device.HasProvenSecondFactor || scope.Pool.IsStrict),
            IsProven: attempt.HasProven(DevicePasswordVerifier.ChallengeName));
    }
}
