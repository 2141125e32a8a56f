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

    /// <summary>The device that the client names.</summary>
    private async Task<SignInDevice?> FindAsync(
        SignInAttempt attempt,
        User user,
        string key,
        CancellationToken cancellationToken) =>
        await devices.FindAsync(user.Id, key, cancellationToken) is { SealedVerifier: not null } device
            ? new SignInDevice(
                device.Key,
                StandsIn: device.IsRemembered && scope.Pool.Devices.StandsInForMfa,
                IsProven: attempt.HasProven(DevicePasswordVerifier.ChallengeName))
            : null;
}
