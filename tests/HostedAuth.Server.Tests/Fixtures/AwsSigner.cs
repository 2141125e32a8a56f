using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>Signs a request as the SDKs do (SigV4), written apart from the server's check.</summary>
public sealed record AwsSigner(string KeyId, string Secret, string? SessionToken = null)
{
    public string Region { get; init; } = "us-east-1";

    public string Service { get; init; } = "cognito-idp";

    /// <summary>Headers that the signature covers; the rest of the request's stay outside.</summary>
    public Func<string, bool> Covers { get; init; } = _ => true;

    public void Sign(HttpRequestMessage request, byte[] body, DateTimeOffset now)
    {
        var date = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        request.Headers.TryAddWithoutValidation("X-Amz-Date", date);
        if (SessionToken is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Amz-Security-Token", SessionToken);
        }

        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = request.Headers.Host ?? request.RequestUri!.Authority,
        };
        foreach (var header in request.Headers.Concat(request.Content!.Headers))
        {
            headers[header.Key.ToLowerInvariant()] = string.Join(',', header.Value);
        }

        headers.Remove("content-length");
        foreach (var name in headers.Keys.Where(name => !Covers(name)).ToList())
        {
            headers.Remove(name);
        }

        var names = string.Join(';', headers.Keys);
        var canonical = $"POST\n/\n\n{string.Concat(headers.Select(h => $"{h.Key}:{h.Value}\n"))}\n{names}\n{Hash(body)}";
        var scope = $"{date[..8]}/{Region}/{Service}/aws4_request";
        var toSign = $"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var key = new[] { date[..8], Region, Service, "aws4_request" }
            .Aggregate(Encoding.UTF8.GetBytes("AWS4" + Secret), Mac);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={KeyId}/{scope}, SignedHeaders={names}, "
            + $"Signature={Convert.ToHexStringLower(Mac(key, toSign))}");
    }

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
