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

    /// <summary>The resources that its access tokens are for (RFC 8707); empty for none named.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The <c>claims</c> parameter as JSON (OIDC Core, section 5.5); null when there was none.</summary>
    public string? ClaimsRequest { get; init; }

    /// <summary>
    /// The key that the client must prove when it redeems the code (RFC 9449, section 10): SHA-256 thumbprint in base64url, as <c>jkt</c>; null for none.
    /// </summary>
    public string? KeyThumbprint { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Set by the one statement that redeems it.</summary>
    public DateTimeOffset? RedeemedAt { get; set; }

    /// <summary>What its first use granted; a second use ends it.</summary>
    public string? TokenSessionId { get; set; }
}
