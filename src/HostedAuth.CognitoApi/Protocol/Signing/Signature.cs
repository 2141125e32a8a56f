using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Secrets;

namespace HostedAuth.CognitoApi.Protocol.Signing;

/// <summary>AWS Signature Version 4: the text to sign, the key of the day, the signature.</summary>
internal static class Signature
{
    /// <param name="secret">The access key's secret.</param>
    /// <param name="scope">Day, region and service.</param>
    /// <param name="date">yyyyMMddTHHmmssZ.</param>
    /// <param name="canonicalRequest">What is covered.</param>
    /// <returns>64 hexadecimal digits.</returns>
    public static string Compute(Secret secret, CredentialScope scope, string date, string canonicalRequest)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest)));
        var key = Encoding.UTF8.GetBytes("AWS4" + secret.Value);
        foreach (var part in (ReadOnlySpan<string>)[scope.Day, scope.Region, scope.Service, "aws4_request"])
        {
            key = Mac(key, part);
        }

        return Convert.ToHexStringLower(Mac(key, $"{RequestSignature.Algorithm}\n{date}\n{scope}\n{hash}"));
    }

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
