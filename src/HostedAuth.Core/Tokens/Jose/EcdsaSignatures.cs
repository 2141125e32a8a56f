using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace HostedAuth.Core.Tokens.Jose;

/// <summary>ES256: ECDSA with P-256 and SHA-256, the signature as R and S one after the other (RFC 7518, section 3.4).</summary>
/// <param name="publicKey">SubjectPublicKeyInfo.</param>
/// <param name="privateKey">PKCS#8; empty for a key that only verifies.</param>
internal sealed class EcdsaSignatures(byte[] publicKey, byte[] privateKey) : KeySignatures
{
    private const DSASignatureFormat Format = DSASignatureFormat.IeeeP1363FixedFieldConcatenation;

    // As with RSA: each caller borrows an object of its own.
    private readonly ConcurrentBag<ECDsa> _idle = [];

    public override int Size => 64;

    public override int Sign(ReadOnlySpan<byte> data, Span<byte> signature)
    {
        var key = Borrow();
        var written = key.SignData(data, signature, HashAlgorithmName.SHA256, Format);
        _idle.Add(key);
        return written;
    }

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != Size)
        {
            return false;
        }

        var key = Borrow();
        var isValid = key.VerifyData(data, signature, HashAlgorithmName.SHA256, Format);
        _idle.Add(key);
        return isValid;
    }

    /// <summary>RFC 7518, section 6.2.1; the coordinates are exported at full length.</summary>
    public override void WriteJwkMembers(Utf8JsonWriter json)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        json.WriteString("kty", "EC");
        json.WriteString("crv", "P-256");
        json.WriteString("x", Base64Url.EncodeToString(point.X));
        json.WriteString("y", Base64Url.EncodeToString(point.Y));
    }

    /// <summary>A new key: PKCS#8 and SubjectPublicKeyInfo.</summary>
    public static (byte[] PrivateKey, byte[] PublicKey) Generate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (key.ExportPkcs8PrivateKey(), key.ExportSubjectPublicKeyInfo());
    }

    private ECDsa Borrow()
    {
        if (_idle.TryTake(out var idle))
        {
            return idle;
        }

        var key = ECDsa.Create();
        if (privateKey.Length == 0)
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
        }
        else
        {
            key.ImportPkcs8PrivateKey(privateKey, out _);
        }

        return key;
    }
}
