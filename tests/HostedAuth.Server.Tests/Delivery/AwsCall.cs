using System.Security.Cryptography;
using System.Text;
using HostedAuth.Server.Tests.Outbound;

namespace HostedAuth.Server.Tests.Delivery;

/// <summary>Checks a SigV4 signature as AWS does, written apart from the one that signs.</summary>
internal static class AwsCall
{
    public static void ShouldBeSigned(this ReceivedCall call, string keyId, string secret, string region, string service)
    {
        var date = call.Headers["X-Amz-Date"];
        var scope = $"{date[..8]}/{region}/{service}/aws4_request";
        var names = call.Headers["Authorization"].Split("SignedHeaders=")[1].Split(',')[0];
        names.Split(';').ShouldBe(["content-type", "host", "x-amz-date"]);
        var headers = string.Concat(names.Split(';').Select(name => $"{name}:{call.Headers[name]}\n"));
        var (method, path) = (call.Line.Split(' ')[0], call.Line.Split(' ')[1]);
        var canonical = $"{method}\n{path}\n\n{headers}\n{names}\n{Hash(call.Body)}";
        var key = new[] { date[..8], region, service, "aws4_request" }.Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), Mac);
        var signature = Convert.ToHexStringLower(Mac(key, $"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hash(canonical)}"));

        call.Headers["Authorization"].ShouldBe(
            $"AWS4-HMAC-SHA256 Credential={keyId}/{scope}, SignedHeaders={names}, Signature={signature}");
    }

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
