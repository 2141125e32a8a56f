namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it.
/// (<c>StringAttributeConstraintsType</c> of the API.)
/// </summary>
public sealed record StringAttributeConstraints
{
    public string? MaxLength { get; init; }

    public string? MinLength { get; init; }
}
