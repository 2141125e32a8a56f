using System.Numerics;

namespace HostedAuth.Core.SignIn.Srp;

/// <summary>What an answer to an SRP offer claims, read but not yet looked at; it prints nothing.</summary>
public sealed class SrpClaim
{
    internal SrpClaim(
        BigInteger clientPublic,
        BigInteger serverPrivate,
        BigInteger serverPublic,
        byte[] secretBlock,
        string timestamp,
        string signature) =>
        (ClientPublic, ServerPrivate, ServerPublic, SecretBlock, Timestamp, Signature) =
        (clientPublic, serverPrivate, serverPublic, secretBlock, timestamp, signature);

    /// <summary>A.</summary>
    internal BigInteger ClientPublic { get; }

    /// <summary>b.</summary>
    internal BigInteger ServerPrivate { get; }

    /// <summary>B.</summary>
    internal BigInteger ServerPublic { get; }

    internal byte[] SecretBlock { get; }

    internal string Timestamp { get; }

    /// <summary>In base64, as sent.</summary>
    internal string Signature { get; }
}
