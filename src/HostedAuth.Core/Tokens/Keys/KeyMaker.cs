using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Core.Tokens.Keys;

/// <summary>Makes key pairs. A 2048-bit RSA key takes some 180 ms of a core, which is why tests bring a maker of their own.</summary>
public class KeyMaker
{
    /// <summary>RSA, for RS256 or PS256; never the same for both.</summary>
    public virtual KeyMaterial MakeRsa()
    {
        var (privateKey, publicKey) = RsaSignatures.Generate();
        return new KeyMaterial(privateKey, publicKey);
    }

    /// <summary>P-256, for ES256.</summary>
    public virtual KeyMaterial MakeEc()
    {
        var (privateKey, publicKey) = EcdsaSignatures.Generate();
        return new KeyMaterial(privateKey, publicKey);
    }
}

/// <summary>A new key pair.</summary>
/// <param name="privateKey">PKCS#8.</param>
/// <param name="publicKey">SubjectPublicKeyInfo.</param>
public sealed class KeyMaterial(byte[] privateKey, byte[] publicKey)
{
    internal byte[] PrivateKey => privateKey;

    internal byte[] PublicKey => publicKey;
}
