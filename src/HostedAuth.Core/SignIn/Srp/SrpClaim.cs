using System.Numerics;

namespace HostedAuth.Core.SignIn.Srp;

/// <summary>What an answer to an SRP offer claims, read but not yet looked at; it prints nothing.</summary>
public sealed class SrpClaim
{
    internal SrpClaim(
        BigInteger clientPublic,
        BigInteger own,
        BigInteger shown,
        byte[] secretBlock,
        string timestamp,
        string signature) =>
        (A, Own, Shown, SecretBlock, Timestamp, Signature) = (clientPublic, own, shown, secretBlock, timestamp, signature);

    /// <summary>Of the client.</summary>
    internal BigInteger A { get; }

    /// <summary>b.</summary>
    internal BigInteger Own { get; }

    /// <summary>B.</summary>
    internal BigInteger Shown { get; }

    internal byte[] SecretBlock { get; }

    internal string Timestamp { get; }

    /// <summary>In base64, as sent.</summary>
    internal string Signature { get; }
}
