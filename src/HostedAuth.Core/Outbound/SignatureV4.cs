using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Outbound;

/// <summary>AWS Signature Version 4: the key of the day, the signature; and the signing of requests that go out.</summary>
public static class SignatureV4
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    private const string Terminator = "aws4_request";

    /// <param name="secret">The access key's secret.</param>
    /// <param name="day">yyyyMMdd.</param>
    /// <param name="region">The region.</param>
    /// <param name="service">The service, as its name for signing.</param>
    /// <param name="date">yyyyMMddTHHmmssZ.</param>
    /// <param name="canonicalRequest">What is covered.</param>
    /// <returns>64 hexadecimal digits.</returns>
    public static string Compute(
        Secret secret,
        string day,
        string region,
        string service,
        string date,
        string canonicalRequest)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret.Value);
        foreach (var part in (ReadOnlySpan<string>)[day, region, service, Terminator])
        {
            key = Mac(key, part);
        }

        var hash = HashOf(Encoding.UTF8.GetBytes(canonicalRequest));
        return Convert.ToHexStringLower(Mac(key, $"{Algorithm}\n{date}\n{day}/{region}/{service}/{Terminator}\n{hash}"));
    }

    /// <summary>Signs a request, its body included; adds the headers for it.</summary>
    /// <param name="request">Without a query; of its headers only the Content-Type is covered.</param>
    /// <param name="body">Its body.</param>
    /// <param name="keyId">The access key's id.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="region">The region.</param>
    /// <param name="service">The service, as its name for signing.</param>
    /// <param name="now">The time.</param>
    public static void Sign(
        HttpRequestMessage request,
        byte[] body,
        string keyId,
        Secret secret,
        string region,
        string service,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        var date = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var day = date[..8];
        var address = request.RequestUri!;
        request.Headers.Host = address.Authority;
        request.Headers.Add("X-Amz-Date", date);
        var covered = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = address.Authority,
            ["x-amz-date"] = date,
        };
        if (request.Content?.Headers.ContentType is { } type)
        {
            covered["content-type"] = type.ToString();
        }

        var names = string.Join(';', covered.Keys);
        var canonical = $"{request.Method}\n{PathOf(address)}\n\n"
            + $"{string.Concat(covered.Select(header => $"{header.Key}:{header.Value}\n"))}\n{names}\n{HashOf(body)}";
        var signature = Compute(secret, day, region, service, date, canonical);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"{Algorithm} Credential={keyId}/{day}/{region}/{service}/{Terminator}, "
            + $"SignedHeaders={names}, Signature={signature}");
    }

    /// <summary>What stands in the request, encoded once more.</summary>
    private static string PathOf(Uri address) => string.Join('/', address.AbsolutePath.Split('/').Select(Uri.EscapeDataString));

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
