using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.SignIn.Srp;

/// <summary>
/// What a server keeps of a password for SRP-6a (RFC 5054, section 2.5.3) in Cognito's dialect: a salt and
/// <c>v = g^x</c>, where <c>x = H(Pad(salt) | H(P | U | ":" | password))</c>. It depends on the pool and the user name.
/// </summary>
public static class SrpVerifier
{
    private const int SaltBytes = 16;

    /// <summary>A fresh salt and its verifier. Costs a modular power (some 10 ms): run it in the hashing lane.</summary>
    /// <param name="poolId">The whole pool id; P is what follows its underscore.</param>
    /// <param name="username">U: the canonical user name (USER_ID_FOR_SRP), not what is typed at sign-in.</param>
    /// <param name="password">In clear.</param>
    /// <returns>Salt and verifier, big-endian, without padding.</returns>
    public static (byte[] Salt, byte[] Verifier) Compute(string poolId, string username, Secret password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return (salt, Compute(poolId, username, password, salt));
    }

    /// <summary>The verifier under a given salt.</summary>
    public static byte[] Compute(string poolId, string username, Secret password, ReadOnlySpan<byte> salt)
    {
        var x = SrpGroup.FromBytes(SHA256.HashData([
            .. SrpGroup.Pad(SrpGroup.FromBytes(salt)),
            .. SHA256.HashData(Encoding.UTF8.GetBytes($"{PoolPart(poolId)}{username}:{password.Value}"))]));
        return SrpGroup.Power(SrpGroup.Generator, x).ToByteArray(isUnsigned: true, isBigEndian: true);
    }

    /// <summary>P: the pool id after its underscore.</summary>
    internal static string PoolPart(string poolId)
    {
        ArgumentNullException.ThrowIfNull(poolId);
        return poolId[(poolId.IndexOf('_', StringComparison.Ordinal) + 1)..];
    }
}
