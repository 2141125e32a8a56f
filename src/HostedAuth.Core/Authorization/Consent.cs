namespace HostedAuth.Core.Authorization;

/// <summary>What a user has allowed a client, until it is taken back (OIDC Core, section 3.1.2.4).</summary>
public sealed class Consent
{
    public required string PoolId { get; init; }

    public required string UserId { get; init; }

    public required string ClientId { get; init; }

    public IReadOnlyList<string> Scopes { get; set; } = [];

    /// <summary>The claims asked for one by one (OIDC Core, section 5.5).</summary>
    public IReadOnlyList<string> Claims { get; set; } = [];

    public required DateTimeOffset GrantedAt { get; set; }
}
