namespace HostedAuth.Core.Authorization;

/// <summary>What a user has allowed a client, until it is taken back (OIDC Core, section 3.1.2.4).</summary>
public sealed class Consent
{
    public required string PoolId { get; init; }

    public required string UserId { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Of this consent, until it is taken back: another that is given later is another. A UUID.</summary>
    public string Id { get; init; } = Guid.NewGuid().ToString();

    /// <summary>All of them, wherever the answers went.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = [];

    /// <summary>The claims asked for one by one (OIDC Core, section 5.5), likewise.</summary>
    public IReadOnlyList<string> Claims { get; set; } = [];

    /// <summary>
    /// What was allowed to go where: a client may have addresses of several sites, and people decide by the one that they see.
    /// </summary>
    public IReadOnlyList<Allowance> Sites { get; set; } = [];

    public required DateTimeOffset GrantedAt { get; set; }

    /// <summary>
    /// Hash of the passage of the pages in which it was given; null once an authorization was answered by it, so that what was
    /// said to one request that asks anew (<c>prompt=consent</c>) answers no other.
    /// </summary>
    public byte[]? FlowHash { get; set; }
}
