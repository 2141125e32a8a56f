namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>ResourceServerScopeType</c> of
/// the API.)
/// </summary>
public sealed record ResourceServerScope
{
    public string? ScopeDescription { get; init; }

    public string? ScopeName { get; init; }
}
