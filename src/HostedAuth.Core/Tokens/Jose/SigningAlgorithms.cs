using System.Security.Cryptography;

namespace HostedAuth.Core.Tokens.Jose;

/// <summary>
/// The JWS algorithms that this server signs with (RFC 7518, section 3.1). EdDSA is not among them: .NET 10 has no Ed25519.
/// </summary>
public static class SigningAlgorithms
{
    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256: what signs unless a pool or client says otherwise.</summary>
    public const string Rs256 = "RS256";

    /// <summary>RSASSA-PSS with SHA-256 and a salt of its length.</summary>
    public const string Ps256 = "PS256";

    /// <summary>ECDSA with P-256 and SHA-256.</summary>
    public const string Es256 = "ES256";

    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<string> All { get; } = [Rs256, Ps256, Es256];

    /// <summary>The first of the names that is an algorithm of this server.</summary>
    /// <param name="names">The most particular wish first; null for no wish.</param>
    internal static string Choose(params ReadOnlySpan<string?> names)
    {
        foreach (var name in names)
        {
            if (name is not null && All.Contains(name))
            {
                return name;
            }
        }

        return Rs256;
    }

    /// <summary>Whether keys of the algorithm take a fifth of a second to make.</summary>
    internal static bool IsRsa(string algorithm) => algorithm is Rs256 or Ps256;

    /// <summary>Opens a key for its algorithm.</summary>
    /// <param name="algorithm">The one that the key was made for.</param>
    /// <param name="publicKey">SubjectPublicKeyInfo.</param>
    /// <param name="privateKey">PKCS#8; empty for a key that only verifies.</param>
    internal static KeySignatures Open(string algorithm, byte[] publicKey, byte[] privateKey) => algorithm switch
    {
        Rs256 => new RsaSignatures(publicKey, privateKey, RSASignaturePadding.Pkcs1),
        Ps256 => new RsaSignatures(publicKey, privateKey, RSASignaturePadding.Pss),
        Es256 => new EcdsaSignatures(publicKey, privateKey),
        _ => throw new NotSupportedException($"This version can't use keys for {algorithm}."),
    };
}
