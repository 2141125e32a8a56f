using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace HostedAuth.Core.Tokens.Jose;

/// <summary>RS256: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, section 3.3), on one key.</summary>
/// <param name="publicKey">SubjectPublicKeyInfo.</param>
/// <param name="privateKey">PKCS#8.</param>
internal sealed class Rs256(byte[] publicKey, byte[] privateKey)
{
    public const string Name = "RS256";

    // An RSA object promises nothing to parallel callers, and OpenSSL's blinding would make them wait for each other:
    // each caller borrows one of its own. As many live as signatures were ever made at once.
    private readonly ConcurrentBag<RSA> _idle = [];

    /// <summary>The length of a signature, in bytes.</summary>
    public int SignatureSize { get; } = Measure(publicKey);

    public int Sign(ReadOnlySpan<byte> data, Span<byte> signature)
    {
        var rsa = Borrow();
        var written = rsa.SignData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _idle.Add(rsa);
        return written;
    }

    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureSize)
        {
            return false;
        }

        var rsa = Borrow();
        var isValid = rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        _idle.Add(rsa);
        return isValid;
    }

    /// <summary>Writes the members of the public key's JWK (RFC 7518, section 6.3.1).</summary>
    public void WriteJwkMembers(Utf8JsonWriter json)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(publicKey, out _);
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        json.WriteString("kty", "RSA");
        json.WriteString("n", Base64Url.EncodeToString(parameters.Modulus));
        json.WriteString("e", Base64Url.EncodeToString(parameters.Exponent));
    }

    /// <summary>A new key: PKCS#8 and SubjectPublicKeyInfo. Takes a fifth of a second of a core.</summary>
    public static (byte[] PrivateKey, byte[] PublicKey) Generate()
    {
        using var rsa = RSA.Create(2048);
        return (rsa.ExportPkcs8PrivateKey(), rsa.ExportSubjectPublicKeyInfo());
    }

    private RSA Borrow()
    {
        if (_idle.TryTake(out var idle))
        {
            return idle;
        }

        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(privateKey, out _);
        return rsa;
    }

    private static int Measure(byte[] publicKey)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(publicKey, out _);
        return rsa.KeySize / 8;
    }
}
