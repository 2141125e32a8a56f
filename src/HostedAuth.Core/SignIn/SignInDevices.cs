using HostedAuth.Core.Devices;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Storage;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// Finds the device that somebody signs in on. Another user's, a forgotten and an unknown one are alike: none. Asked only
/// after something was proven, so that nobody learns by it whose device it is.
/// </summary>
public sealed class SignInDevices(PoolScope scope, UserDevices devices)
{
    internal async Task<SignInDevice?> FindAsync(SignInContext at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(at);
        if (!scope.Pool.Devices.Tracks
            || at.Claimant.User is not { } user
            || at.Attempt is not { DeviceKey: { } key, Proofs.Count: > 0 }
            || await devices.FindAsync(user.Id, key, cancellationToken) is not { SealedVerifier: not null } device)
        {
            return null;
        }

        return new SignInDevice(
            device.Key,
            StandsIn: device.IsRemembered && scope.Pool.Devices.StandsInForMfa,
            IsProven: at.Attempt.HasProven(DevicePasswordVerifier.ChallengeName));
    }
}
