using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Oidc.Dpop;

/// <summary>A DPoP proof whose key signed it (RFC 9449, section 4.2). Whether it fits the request is asked elsewhere.</summary>
/// <param name="KeyThumbprint">Of the key that it proves, as <c>jkt</c>.</param>
/// <param name="Id"><c>jti</c>.</param>
/// <param name="Method"><c>htm</c>.</param>
/// <param name="Target"><c>htu</c>.</param>
/// <param name="IssuedAt"><c>iat</c>.</param>
/// <param name="NotBefore"><c>nbf</c>, which nobody need send.</param>
/// <param name="ExpiresAt"><c>exp</c>, which nobody need send.</param>
/// <param name="Nonce"><c>nonce</c>.</param>
/// <param name="AccessTokenHash"><c>ath</c>.</param>
internal sealed record DpopProof(
    string KeyThumbprint,
    string Id,
    string Method,
    string Target,
    DateTimeOffset IssuedAt,
    DateTimeOffset? NotBefore,
    DateTimeOffset? ExpiresAt,
    string? Nonce,
    string? AccessTokenHash)
{
    private const string Type = "dpop+jwt";
    private const int MaximumLength = 8192;
    private const int LongestId = 512;

    /// <summary>What proofs may be signed with: what FAPI 2.0 (Security Profile, section 5.4) allows and .NET has.</summary>
    public static IReadOnlyList<string> Algorithms { get; } = ["ES256", "ES384", "ES512", "PS256", "PS384", "PS512"];

    /// <summary>
    /// The proof; null for what is none: of another type, too long, not signed by the key that it carries, that key private
    /// or of no use, a claim missing or of another form.
    /// </summary>
    public static DpopProof? Parse(string text)
    {
        if (ForeignJws.Parse(text, MaximumLength) is not { Type: Type } jws
            || !jws.Header.TryGetProperty("jwk", out var jwk)
            || JsonWebKey.Parse(jwk) is not { } key
            || !jws.IsSignedBy(key, Algorithms))
        {
            return null;
        }

        var claims = jws.Claims;
        return claims.GetText("jti") is { Length: > 0 and <= LongestId } id
            && claims.GetText("htm") is { } method
            && claims.GetText("htu") is { } target
            && claims.GetTime("iat") is { } issuedAt
            && (!claims.TryGetProperty("nbf", out _) || claims.GetTime("nbf") is not null)
            && (!claims.TryGetProperty("exp", out _) || claims.GetTime("exp") is not null)
                ? new(
                    key.Thumbprint,
                    id,
                    method,
                    target,
                    issuedAt,
                    claims.GetTime("nbf"),
                    claims.GetTime("exp"),
                    claims.GetText("nonce"),
                    claims.GetText("ath"))
                : null;
    }

    /// <summary>Whether the proof was made for this access token (RFC 9449, section 7).</summary>
    public bool IsFor(Secret accessToken) =>
        AccessTokenHash == Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(accessToken.Value)));
}
