namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>RefreshTokenRotationType</c> of
/// the API.)
/// </summary>
public sealed record RefreshTokenRotation
{
    public string? Feature { get; init; }

    public int? RetryGracePeriodSeconds { get; init; }
}
