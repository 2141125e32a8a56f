namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>RecoveryOptionType</c> of the
/// API.)
/// </summary>
public sealed record RecoveryOption
{
    public string? Name { get; init; }

    public int? Priority { get; init; }
}
