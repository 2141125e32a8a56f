using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace HostedAuth.Core.SignIn.Srp;

/// <summary>Who proves a secret by SRP, and what the server keeps of that secret.</summary>
/// <param name="Group">P of a user: the pool id after its underscore; of a device its DeviceGroupKey.</param>
/// <param name="Name">U of a user: the canonical user name; of a device its DeviceKey.</param>
/// <param name="Salt">As a number.</param>
/// <param name="Verifier">v; guessing from it is cheap, so it is kept sealed and never shown.</param>
public sealed record SrpParty(string Group, string Name, BigInteger Salt, BigInteger Verifier)
{
    private const int SaltBytes = 16;

    /// <summary>From salt and verifier, big-endian, as they are stored.</summary>
    public static SrpParty Of(string group, string name, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> verifier) =>
        new(group, name, SrpGroup.FromBytes(salt), SrpGroup.FromBytes(verifier));

    /// <summary>
    /// The pretence of one that has no verifier (RFC 5054, section 2.5.1.3): always the same salt for one name, and a verifier
    /// that no password has. What it costs to make is nothing beside a power.
    /// </summary>
    /// <param name="group">P.</param>
    /// <param name="name">U.</param>
    /// <param name="key">A secret key of the pool.</param>
    public static SrpParty Pretend(string group, string name, byte[] key)
    {
        var seed = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"pretended verifier\n{group}\n{name}"));
        var bytes = HKDF.Expand(HashAlgorithmName.SHA256, seed, SaltBytes + SrpGroup.PrimeBytes);
        var party = Of(group, name, bytes.AsSpan(..SaltBytes), bytes.AsSpan(SaltBytes..));
        return party with { Verifier = party.Verifier % SrpGroup.Prime };
    }

    /// <summary>Prints whom it is about, and nothing of the secret.</summary>
    public override string ToString() => $"{Group} {Name}";
}
