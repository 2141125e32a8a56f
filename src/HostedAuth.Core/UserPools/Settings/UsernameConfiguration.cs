namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>UsernameConfigurationType</c> of
/// the API.)
/// </summary>
public sealed record UsernameConfiguration
{
    public bool? CaseSensitive { get; init; }
}
