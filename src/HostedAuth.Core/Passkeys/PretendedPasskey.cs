using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Passkeys;

/// <summary>
/// The passkey of somebody that there isn't: always the same one, so that asking twice tells nothing. Never saved.
/// </summary>
internal static class PretendedPasskey
{
    public static Passkey Of(PoolSnapshot pool, string claimantId, string relyingPartyId) => new()
    {
        PoolId = pool.Id,
        CredentialId = HMACSHA256.HashData(pool.Keys.LockoutKey, Encoding.UTF8.GetBytes($"pretended passkey\n{claimantId}")),
        UserId = claimantId,
        PublicKey = [],
        Name = "",
        RelyingPartyId = relyingPartyId,
        Transports = ["internal", "hybrid"],
        AttestationObject = [],
        ClientDataJson = [],
        CreatedAt = default,
    };
}
