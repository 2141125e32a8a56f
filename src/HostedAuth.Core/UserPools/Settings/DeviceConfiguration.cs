namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>DeviceConfigurationType</c> of
/// the API.)
/// </summary>
public sealed record DeviceConfiguration
{
    public bool? ChallengeRequiredOnNewDevice { get; init; }

    public bool? DeviceOnlyRememberedOnUserPrompt { get; init; }
}
