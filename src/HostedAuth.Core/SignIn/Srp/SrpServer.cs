using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Errors;

namespace HostedAuth.Core.SignIn.Srp;

/// <summary>
/// The server's half of SRP-6a (RFC 5054, section 2.5.4) in Cognito's dialect: its own padding, a key by HKDF and a signature
/// over the secret block instead of the proofs of RFC 2945. Pure; the modular powers cost some milliseconds each, so run it
/// in the hashing lane.
/// </summary>
public static class SrpServer
{
    /// <summary>N has 768 hexadecimal digits, clients may put a zero byte before them.</summary>
    private const int LongestPublicValue = 770;

    /// <summary>256 bits, as RFC 5054, section 2.5.4 asks for at least.</summary>
    private const int PrivateBytes = 32;

    private const int KeyBytes = 16;

    private static readonly byte[] KeyInfo = "Caldera Derived Key"u8.ToArray();

    /// <summary>k = H(Pad(N) | Pad(g)).</summary>
    private static readonly BigInteger Multiplier =
        SrpGroup.FromBytes(SHA256.HashData([.. SrpGroup.Pad(SrpGroup.Prime), .. SrpGroup.Pad(SrpGroup.Generator)]));

    /// <summary>
    /// A of the client, as SRP_A carries it. Refuses with InvalidParameter what is no number below N, and a multiple of N,
    /// with which anybody would know S (RFC 5054, section 2.5.4).
    /// </summary>
    public static BigInteger ReadPublicValue(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        if (hex.Length is 0 or > LongestPublicValue
            || !BigInteger.TryParse("0" + hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            || value.IsZero
            || value >= SrpGroup.Prime)
        {
            throw AuthError.InvalidParameter("Invalid SRP_A").AsException();
        }

        return value;
    }

    /// <summary>A fresh b and its B, with which neither B nor u is zero. Costs one power.</summary>
    /// <param name="clientPublic">A.</param>
    /// <param name="verifier">v.</param>
    public static (BigInteger Private, BigInteger Public) MakeEphemeral(BigInteger clientPublic, BigInteger verifier)
    {
        while (true)
        {
            var serverPrivate = SrpGroup.FromBytes(RandomNumberGenerator.GetBytes(PrivateBytes));
            var serverPublic = PublicValueOf(serverPrivate, verifier);
            if (!serverPublic.IsZero && !Scramble(clientPublic, serverPublic).IsZero)
            {
                return (serverPrivate, serverPublic);
            }
        }
    }

    /// <summary>B = k·v + g^b. Costs one power.</summary>
    public static BigInteger PublicValueOf(BigInteger serverPrivate, BigInteger verifier) =>
        ((Multiplier * verifier) + SrpGroup.Power(SrpGroup.Generator, serverPrivate)) % SrpGroup.Prime;

    /// <summary>u = H(Pad(A) | Pad(B)).</summary>
    public static BigInteger Scramble(BigInteger clientPublic, BigInteger serverPublic) =>
        SrpGroup.FromBytes(SHA256.HashData([.. SrpGroup.Pad(clientPublic), .. SrpGroup.Pad(serverPublic)]));

    /// <summary>
    /// The key that client and server share: 16 bytes of HKDF-SHA256 over S = (A·v^u)^b, salted with u. Costs two powers.
    /// </summary>
    public static byte[] KeyOf(BigInteger clientPublic, BigInteger serverPublic, BigInteger serverPrivate, BigInteger verifier)
    {
        var u = Scramble(clientPublic, serverPublic);
        var powered = clientPublic * SrpGroup.Power(verifier, u);
        var secret = SrpGroup.Power(powered % SrpGroup.Prime, serverPrivate);
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, SrpGroup.Pad(secret), KeyBytes, SrpGroup.Pad(u), KeyInfo);
    }

    /// <summary>PASSWORD_CLAIM_SIGNATURE: HMAC-SHA256 under the shared key over who, the secret block and the time.</summary>
    /// <param name="key">Of <see cref="KeyOf"/>.</param>
    /// <param name="group">P, the pool id after its underscore; or a device's group key.</param>
    /// <param name="name">U, the canonical user name; or a device's key.</param>
    /// <param name="secretBlock">As bytes, not in base64.</param>
    /// <param name="timestamp">TIMESTAMP, as sent.</param>
    public static byte[] Sign(byte[] key, string group, string name, ReadOnlySpan<byte> secretBlock, string timestamp) =>
        HMACSHA256.HashData(key, Signed(group, name, secretBlock, timestamp));

    private static byte[] Signed(string group, string name, ReadOnlySpan<byte> secretBlock, string timestamp) =>
        [.. Encoding.UTF8.GetBytes(group + name), .. secretBlock, .. Encoding.UTF8.GetBytes(timestamp)];

    /// <summary>A number as SALT and SRP_B carry it: lower-case hexadecimal without leading zeros.</summary>
    public static string ToHex(BigInteger number) =>
        Convert.ToHexStringLower(number.ToByteArray(isUnsigned: true, isBigEndian: true)).TrimStart('0');
}
