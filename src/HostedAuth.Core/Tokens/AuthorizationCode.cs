namespace HostedAuth.Core.Tokens;

/// <summary>A code of the authorization code grant (RFC 6749, section 4.1.2): five minutes, once.</summary>
public sealed class AuthorizationCode
{
    public required string PoolId { get; init; }

    /// <summary>SHA-256 of the code (256 random bits, so a plain hash is enough).</summary>
    public required byte[] Hash { get; init; }

    public required string ClientId { get; init; }

    public required string UserId { get; init; }

    public required string SsoSessionId { get; init; }

    public required string RedirectUri { get; init; }

    /// <summary>PKCE, S256 only (RFC 7636).</summary>
    public string? CodeChallenge { get; init; }

    public string? Nonce { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public required DateTimeOffset AuthenticatedAt { get; init; }

    public IReadOnlyList<string> Amr { get; init; } = [];

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Set by the one statement that redeems it.</summary>
    public DateTimeOffset? RedeemedAt { get; set; }

    /// <summary>What its first use granted; a second use ends it.</summary>
    public string? TokenSessionId { get; set; }
}
