using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.CognitoApi.Protocol.Signing;

/// <summary>What a signature covers, written the one way that caller and server agree on (SigV4, canonical request).</summary>
internal static class CanonicalRequest
{
    /// <param name="request">The request.</param>
    /// <param name="query">Its query.</param>
    /// <param name="signedHeaders">The names of the headers to cover; each must be in the request.</param>
    /// <param name="body">Its body, whole.</param>
    public static string Write(HttpRequest request, SignedQuery query, IReadOnlyList<string> signedHeaders, byte[] body)
    {
        var text = new StringBuilder(512);
        text.Append(request.Method).Append('\n');
        text.Append(Path(request.PathBase + request.Path)).Append('\n');
        text.Append(query.Canonical()).Append('\n');
        foreach (var name in signedHeaders)
        {
            var values = request.Headers[name];
            if (values.Count == 0)
            {
                throw WireException.SignatureMismatch();
            }

            text.Append(name).Append(':').Append(string.Join(',', values.Select(Trim))).Append('\n');
        }

        text.Append('\n').Append(string.Join(';', signedHeaders)).Append('\n');
        text.Append(Convert.ToHexStringLower(SHA256.HashData(body)));
        return text.ToString();
    }

    /// <summary>Encoded twice, as every service but S3 wants it: what stands in the request is encoded once more.</summary>
    private static string Path(string decoded) =>
        string.Join('/', decoded.Split('/').Select(segment => Uri.EscapeDataString(Uri.EscapeDataString(segment))));

    /// <summary>Without spaces at the ends, and with one where there were several.</summary>
    private static string Trim(string? value) =>
        string.Join(' ', (value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
