namespace HostedAuth.CognitoApi.Protocol.Signing;

/// <summary>What a signature is good for: a day, a region and a service.</summary>
/// <param name="KeyId">The access key's id.</param>
/// <param name="Day">yyyyMMdd.</param>
/// <param name="Region">The region.</param>
/// <param name="Service">The service.</param>
internal sealed record CredentialScope(string KeyId, string Day, string Region, string Service)
{
    private const string Terminator = "aws4_request";

    /// <summary>The scope as the text to sign holds it.</summary>
    public override string ToString() => $"{Day}/{Region}/{Service}/{Terminator}";

    public static CredentialScope Parse(string credential, string service)
    {
        if (credential.Split('/') is not [var keyId, var day, var region, var scopeService, var terminator])
        {
            throw WireException.IncompleteSignature(
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.");
        }

        if (terminator != Terminator)
        {
            throw WireException.InvalidSignature($"Credential should be scoped with a valid terminator: '{Terminator}'.");
        }

        if (scopeService != service)
        {
            throw WireException.InvalidSignature($"Credential should be scoped to correct service: '{service}'.");
        }

        return IsRegion(region)
            ? new CredentialScope(keyId, day, region, scopeService)
            : throw WireException.InvalidSignature("Credential should be scoped to a valid region.");
    }

    /// <summary>Letters, digits and hyphens: it becomes the first part of pool ids and ARNs.</summary>
    private static bool IsRegion(string region) =>
        region.Length is >= 3 and <= 32
        && region.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
