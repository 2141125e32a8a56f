namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>DcrConfigurationType</c> of the
/// API.)
/// </summary>
public sealed record DcrConfiguration
{
    public IReadOnlyList<string>? AllowedScopes { get; init; }

    public IReadOnlyList<string>? AuthenticatedGrantTypes { get; init; }

    public string? EnableStatus { get; init; }

    public bool? OpenDcrEnabled { get; init; }

    public IReadOnlyList<string>? OpenDcrGrantTypes { get; init; }
}
