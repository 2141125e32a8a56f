using System.Text.Json;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Core.Tokens;

/// <summary>
/// What the presenter of a token must prove to hold (<c>cnf</c>; RFC 7800, section 3.1): a key (RFC 9449, section 6.1), a
/// certificate (RFC 8705, section 3.1), both, or nothing.
/// </summary>
/// <param name="KeyThumbprint"><c>jkt</c>: SHA-256 of the public key in base64url; null for none.</param>
/// <param name="CertificateThumbprint"><c>x5t#S256</c>: SHA-256 of the certificate in base64url; null for none.</param>
public sealed record Confirmation(string? KeyThumbprint, string? CertificateThumbprint)
{
    private const string Claim = "cnf";
    private const string Key = "jkt";
    private const string Certificate = "x5t#S256";

    /// <summary>Whoever has the token may use it.</summary>
    public static Confirmation None { get; } = new(null, null);

    /// <summary>How a token with it is used (RFC 6749, section 7.1): a certificate is shown beside a Bearer token.</summary>
    public string TokenType => KeyThumbprint is null ? "Bearer" : "DPoP";

    /// <summary>
    /// What the claims of a token of ours ask for. A <c>cnf</c> that can't be read asks for what nobody can prove, rather than
    /// for nothing.
    /// </summary>
    public static Confirmation Of(JsonElement claims)
    {
        if (!claims.TryGetProperty(Claim, out var asked))
        {
            return None;
        }

        var (key, certificate) = asked.ValueKind == JsonValueKind.Object
            ? (asked.GetText(Key), asked.GetText(Certificate))
            : (null, null);
        return key is null && certificate is null ? new("", "") : new(key, certificate);
    }

    /// <summary>Writes the claim; nothing where there is nothing to prove.</summary>
    public void Write(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (this == None)
        {
            return;
        }

        json.WriteStartObject(Claim);
        if (KeyThumbprint is not null)
        {
            json.WriteString(Key, KeyThumbprint);
        }

        if (CertificateThumbprint is not null)
        {
            json.WriteString(Certificate, CertificateThumbprint);
        }

        json.WriteEndObject();
    }
}
