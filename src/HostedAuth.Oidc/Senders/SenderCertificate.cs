using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Senders;

/// <summary>
/// The certificate that a request's connection was made with: its key is proven, and nothing else is asked of it.
/// </summary>
internal static class SenderCertificate
{
    /// <summary>SHA-256 of its DER in base64url (RFC 8705, section 3.1); null without one.</summary>
    public static string? ThumbprintOf(HttpContext context) =>
        context.Connection.ClientCertificate is { } certificate
            ? Base64Url.EncodeToString(SHA256.HashData(certificate.RawData))
            : null;
}
