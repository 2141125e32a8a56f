namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>AcrLevelConfigType</c> of the
/// API.)
/// </summary>
public sealed record AcrLevelConfig
{
    public string? AcrValue { get; init; }
}
