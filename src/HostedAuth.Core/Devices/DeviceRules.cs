using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Devices;

/// <summary>What a pool's DeviceConfiguration comes to.</summary>
/// <param name="Tracks">Whether devices are tracked at all.</param>
/// <param name="StandsInForMfa">
/// Whether a remembered device takes the place of a second factor (ChallengeRequiredOnNewDevice).
/// </param>
/// <param name="AsksTheUser">Whether a device is remembered only if its user says so (DeviceOnlyRememberedOnUserPrompt).</param>
public sealed record DeviceRules(bool Tracks, bool StandsInForMfa, bool AsksTheUser)
{
    /// <summary>The rules of a pool with these settings; without DeviceConfiguration nothing is tracked.</summary>
    public static DeviceRules Of(UserPoolSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var configuration = settings.DeviceConfiguration;
        return new(
            // Any value turns tracking on, also two that are false.
            configuration is { ChallengeRequiredOnNewDevice: not null } or { DeviceOnlyRememberedOnUserPrompt: not null },
            configuration?.ChallengeRequiredOnNewDevice == true,
            configuration?.DeviceOnlyRememberedOnUserPrompt == true);
    }
}
