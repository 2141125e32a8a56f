using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Outbound;

/// <summary>
/// Proves to a webhook that a request is ours and fresh: <c>HostedAuth-Signature: t=&lt;seconds since 1970&gt;,v1=&lt;hex of
/// HMAC-SHA256(secret, "&lt;t&gt;.&lt;body&gt;")&gt;</c>. The receiver refuses time stamps older than a few minutes.
/// </summary>
public static class WebhookSignature
{
    public const string Header = "HostedAuth-Signature";

    /// <summary>The header with the id of what is told: the same at each attempt, so that a second copy can be dropped.</summary>
    public const string IdHeader = "HostedAuth-Id";

    /// <summary>The header's value.</summary>
    public static string Of(Secret secret, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(timestamp), (byte)'.', .. body];
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Value), signed);
        return $"t={timestamp},v1={Convert.ToHexStringLower(mac)}";
    }

    /// <summary>A POST of JSON to a webhook, signed.</summary>
    public static HttpRequestMessage Post(Uri address, Secret secret, string id, byte[] body, DateTimeOffset now)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.UserAgent.ParseAdd("HostedAuth");
        request.Headers.Add(Header, Of(secret, now, body));
        request.Headers.Add(IdHeader, id);
        return request;
    }
}
