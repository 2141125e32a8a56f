using HostedAuth.Core.Outbound;
using HostedAuth.Core.Secrets;

namespace HostedAuth.CognitoApi.Protocol.Signing;

/// <summary>The signature that a request should have.</summary>
internal static class Signature
{
    /// <param name="secret">The access key's secret.</param>
    /// <param name="scope">Day, region and service.</param>
    /// <param name="date">yyyyMMddTHHmmssZ.</param>
    /// <param name="canonicalRequest">What is covered.</param>
    /// <returns>64 hexadecimal digits.</returns>
    public static string Compute(Secret secret, CredentialScope scope, string date, string canonicalRequest) =>
        SignatureV4.Compute(secret, scope.Day, scope.Region, scope.Service, date, canonicalRequest);
}
