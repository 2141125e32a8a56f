using System.Security.Cryptography;

namespace HostedAuth.Core.Tokens.Keys;

/// <summary>A signing key, opened. Lives as long as the snapshot that holds it.</summary>
public sealed class SigningKeyPair(SigningKey key, byte[] privateKey)
{
    public string Kid => key.Kid;

    /// <summary>The JWS algorithm; always the key's, never the token's.</summary>
    public string Algorithm => key.Algorithm;

    public SigningKeyState State => key.State;

    public RSA Rsa { get; } = Import(privateKey);

    public RSAParameters PublicParameters => Rsa.ExportParameters(includePrivateParameters: false);

    private static RSA Import(byte[] privateKey)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(privateKey, out _);
        return rsa;
    }
}
