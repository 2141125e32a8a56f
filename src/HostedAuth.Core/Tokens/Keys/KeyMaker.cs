using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Core.Tokens.Keys;

/// <summary>Makes key pairs. A 2048-bit RSA key takes some 180 ms of a core, which is why tests bring a maker of their own.</summary>
public class KeyMaker
{
    public virtual KeyMaterial Make()
    {
        var (privateKey, publicKey) = Rs256.Generate();
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
