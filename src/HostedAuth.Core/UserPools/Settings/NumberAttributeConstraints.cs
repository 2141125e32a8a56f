namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it.
/// (<c>NumberAttributeConstraintsType</c> of the API.)
/// </summary>
public sealed record NumberAttributeConstraints
{
    public string? MaxValue { get; init; }

    public string? MinValue { get; init; }
}
