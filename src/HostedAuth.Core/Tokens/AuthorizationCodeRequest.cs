using HostedAuth.Core.AppClients;
using HostedAuth.Core.Sessions;

namespace HostedAuth.Core.Tokens;

/// <summary>What an authorization code stands for: a checked authorization request, answered by a signed-in browser.</summary>
public sealed record AuthorizationCodeRequest
{
    public required ClientSnapshot Client { get; init; }

    public required SsoSession Session { get; init; }

    /// <summary>As registered, exactly.</summary>
    public required string RedirectUri { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>PKCE's challenge, S256; null when the client sent none.</summary>
    public string? CodeChallenge { get; init; }

    /// <summary>Of the authorization request, exactly.</summary>
    public string? Nonce { get; init; }

    /// <summary>The consent that it rests on (<see cref="Authorization.Consent.Id"/>); null where none was needed.</summary>
    public string? ConsentId { get; init; }

    /// <summary>The resources that its access tokens are for (RFC 8707); empty for none named.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The <c>claims</c> parameter as JSON (OIDC Core, section 5.5); null when there was none.</summary>
    public string? ClaimsRequest { get; init; }

    /// <summary>
    /// The key that the client must prove (RFC 9449): SHA-256 thumbprint in base64url, as <c>jkt</c>; null for none.
    /// </summary>
    public string? KeyThumbprint { get; init; }
}
