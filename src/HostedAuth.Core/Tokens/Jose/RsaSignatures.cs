using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace HostedAuth.Core.Tokens.Jose;

/// <summary>RS256 and PS256: RSA with SHA-256 (RFC 7518, sections 3.3 and 3.5).</summary>
/// <param name="publicKey">SubjectPublicKeyInfo.</param>
/// <param name="privateKey">PKCS#8; empty for a key that only verifies.</param>
/// <param name="padding">The algorithm's; PSS salts with as many bytes as the hash has.</param>
internal sealed class RsaSignatures(byte[] publicKey, byte[] privateKey, RSASignaturePadding padding) : KeySignatures
{
    // An RSA object promises nothing to parallel callers, and OpenSSL's blinding would make them wait for each other:
    // each caller borrows one of its own. As many live as signatures were ever made at once.
    private readonly ConcurrentBag<RSA> _idle = [];

    public override int Size { get; } = Measure(publicKey);

    public override int Sign(ReadOnlySpan<byte> data, Span<byte> signature)
    {
        var rsa = Borrow();
        var written = rsa.SignData(data, signature, HashAlgorithmName.SHA256, padding);
        _idle.Add(rsa);
        return written;
    }

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != Size)
        {
            return false;
        }

        var rsa = Borrow();
        var isValid = rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, padding);
        _idle.Add(rsa);
        return isValid;
    }

    /// <summary>RFC 7518, section 6.3.1.</summary>
    public override void WriteJwkMembers(Utf8JsonWriter json)
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
        if (privateKey.Length == 0)
        {
            rsa.ImportSubjectPublicKeyInfo(publicKey, out _);
        }
        else
        {
            rsa.ImportPkcs8PrivateKey(privateKey, out _);
        }

        return rsa;
    }

    private static int Measure(byte[] publicKey)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(publicKey, out _);
        return rsa.KeySize / 8;
    }
}
