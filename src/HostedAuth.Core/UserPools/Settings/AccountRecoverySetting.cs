namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// Which verified address gets the code of a forgotten password, in order of priority.
/// (<c>AccountRecoverySettingType</c> of the API.)
/// </summary>
public sealed record AccountRecoverySetting
{
    public IReadOnlyList<RecoveryOption>? RecoveryMechanisms { get; init; }
}
