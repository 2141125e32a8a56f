namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it.
/// (<c>UserAttributeUpdateSettingsType</c> of the API.)
/// </summary>
public sealed record UserAttributeUpdateSettings
{
    public IReadOnlyList<string>? AttributesRequireVerificationBeforeUpdate { get; init; }
}
