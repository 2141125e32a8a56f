using HostedAuth.Core.Tokens;

namespace HostedAuth.Core.Sessions;

/// <summary>
/// What one sign-in grants one client: the root of its tokens. Its id is their <c>origin_jti</c>; ending it ends them all.
/// </summary>
public sealed class TokenSession : ISignedIn
{
    public required string PoolId { get; init; }

    /// <summary>A UUID.</summary>
    public required string Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>The sign-in's <c>event_id</c>, a UUID: in every token of the session, refreshed ones too.</summary>
    public required string EventId { get; init; }

    public required string ClientId { get; init; }

    /// <summary>The browser session it came from; null for a sign-in by the API.</summary>
    public string? SsoSessionId { get; init; }

    public required DateTimeOffset AuthenticatedAt { get; init; }

    public IReadOnlyList<string> Amr { get; init; } = [];

    /// <summary>As of the browser's session: whether the word of the pool's triggers alone began it.</summary>
    public bool IsByTriggers { get; init; }

    /// <summary>
    /// Whether the word of a foreign issuer alone began it (RFC 7523, section 2.1): nobody signed in, here or in a browser.
    /// </summary>
    public bool IsByAssertion => IsByTriggers && ByOAuth && SsoSessionId is null;

    /// <summary>The scopes granted.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The resources that its access tokens are for (RFC 8707); empty for none named.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The <c>claims</c> parameter as JSON (OIDC Core, section 5.5); null when there was none.</summary>
    public string? ClaimsRequest { get; init; }

    /// <summary>
    /// The key that the client must prove to refresh (RFC 9449, section 5): SHA-256 thumbprint in base64url, as
    /// <c>jkt</c>; null for none.
    /// </summary>
    public string? KeyThumbprint { get; init; }

    /// <summary>
    /// The certificate that the client must show to refresh (RFC 8705, section 4): SHA-256 thumbprint in base64url, as
    /// <c>x5t#S256</c>; null for none.
    /// </summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>Both of them.</summary>
    internal Confirmation RefreshBinding => new(KeyThumbprint, CertificateThumbprint);

    /// <summary>True when the OAuth endpoints granted it: its access tokens say <c>version</c> 2.</summary>
    public bool ByOAuth { get; init; }

    /// <summary>The authentication context class that was reached (<c>acr</c>); null where the pool has none.</summary>
    public string? Acr { get; init; }

    /// <summary>The device it was made on, where the pool tracks devices (<c>device_key</c>).</summary>
    public string? DeviceKey { get; init; }

    /// <summary>Where it began: the address, as far as it is known.</summary>
    public string? IpAddress { get; init; }

    /// <summary>Where it began: the User-Agent header, at most 256 characters.</summary>
    public string? UserAgent { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When nothing of it can be valid any more.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>
    /// How often its refresh token was replaced. The tokens themselves are not stored: each is the session, a generation and
    /// an HMAC of both under the pool's key.
    /// </summary>
    public int RefreshGeneration { get; set; }

    /// <summary>When the current generation of refresh tokens began; null where there is none.</summary>
    public DateTimeOffset? RefreshGenerationBeganAt { get; set; }

    /// <summary>When refreshing ends, whatever is replaced meanwhile; null where there is no refresh token.</summary>
    public DateTimeOffset? RefreshExpiresAt { get; set; }
}
