using System.Numerics;
using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn.Srp;

namespace HostedAuth.Core.Devices;

/// <summary>
/// What a device hands over when it is confirmed, so that it can prove its secret later (DeviceSecretVerifierConfig).
/// </summary>
public sealed class DeviceVerifier
{
    /// <summary>One byte holds the length of the salt where both are stored.</summary>
    private const int LongestSalt = 64;

    /// <summary>N, and the zero byte of Cognito's padding.</summary>
    private const int LongestVerifier = SrpGroup.PrimeBytes + 1;

    private DeviceVerifier(byte[] salt, byte[] verifier) => (Salt, Verifier) = (salt, verifier);

    public byte[] Salt { get; }

    /// <summary>g^x.</summary>
    public byte[] Verifier { get; }

    /// <summary>
    /// Reads both, from base64. Refuses with InvalidParameter what is no number of the group, and the verifiers that anybody
    /// could answer to: 0, 1 and N - 1.
    /// </summary>
    public static DeviceVerifier Read(string? salt, string? verifier)
    {
        var (saltBytes, verifierBytes) = (FromBase64(salt, LongestSalt), FromBase64(verifier, LongestVerifier));
        var number = SrpGroup.FromBytes(verifierBytes);
        if (SrpGroup.FromBytes(saltBytes).IsZero || number <= BigInteger.One || number >= SrpGroup.Prime - 1)
        {
            throw AuthError.InvalidDeviceVerifier.AsException();
        }

        return new DeviceVerifier(saltBytes, verifierBytes);
    }

    /// <summary>As one value, to be sealed.</summary>
    internal byte[] ToBytes() => [(byte)Salt.Length, .. Salt, .. Verifier];

    internal static DeviceVerifier FromBytes(byte[] bytes) => new(bytes[1..(1 + bytes[0])], bytes[(1 + bytes[0])..]);

    private static byte[] FromBase64(string? text, int longest)
    {
        var buffer = new byte[longest];
        return text is { Length: > 0 } && Convert.TryFromBase64String(text, buffer, out var length)
            ? buffer[..length]
            : throw AuthError.InvalidDeviceVerifier.AsException();
    }
}
