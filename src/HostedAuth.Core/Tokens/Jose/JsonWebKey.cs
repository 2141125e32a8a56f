using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace HostedAuth.Core.Tokens.Jose;

/// <summary>
/// A public key of somebody else that verifies signatures (RFC 7517): RSA of 2048 bits and more, or one of the curves
/// P-256, P-384 and P-521. .NET has no EdDSA, so there are no keys for it.
/// </summary>
public sealed class JsonWebKey
{
    private static readonly string[] PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    private readonly RSAParameters? _rsa;
    private readonly ECParameters? _ec;

    private JsonWebKey(JsonElement key, RSAParameters rsa)
    {
        _rsa = rsa;
        (KeyId, Algorithm, Certificates) = (key.GetText("kid"), key.GetText("alg"), KeyMaterial.CertificatesOf(key));
        Thumbprint = Hash($$"""{"e":"{{Text(rsa.Exponent)}}","kty":"RSA","n":"{{Text(rsa.Modulus)}}"}""");
    }

    private JsonWebKey(JsonElement key, string curve, ECParameters ec)
    {
        (_ec, Curve) = (ec, curve);
        (KeyId, Algorithm, Certificates) = (key.GetText("kid"), key.GetText("alg"), KeyMaterial.CertificatesOf(key));
        Thumbprint = Hash($$"""{"crv":"{{curve}}","kty":"EC","x":"{{Text(ec.Q.X)}}","y":"{{Text(ec.Q.Y)}}"}""");
    }

    public string? KeyId { get; }

    /// <summary>In the registry's name; null for RSA.</summary>
    public string? Curve { get; }

    /// <summary>The only algorithm it is for; null when the key doesn't say.</summary>
    public string? Algorithm { get; }

    /// <summary>SHA-256 of the key's required members, in base64url (RFC 7638): what <c>jkt</c> holds.</summary>
    public string Thumbprint { get; }

    /// <summary>Its certificates, the key's own first, DER (RFC 7517, section 4.7); empty for none.</summary>
    public IReadOnlyList<byte[]> Certificates { get; }

    /// <summary>
    /// The key; null when it is no public key that this server verifies with: private or symmetric, for encryption, too
    /// small, too large to be honest, or not on its curve.
    /// </summary>
    public static JsonWebKey? Parse(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object || !IsForVerifying(key) || IsPrivate(key))
        {
            return null;
        }

        return key.GetText("kty") switch
        {
            "RSA" when KeyMaterial.ReadRsa(key) is { } rsa => new JsonWebKey(key, rsa),
            "EC" when KeyMaterial.ReadEc(key) is { } ec => new JsonWebKey(key, key.GetText("crv")!, ec),
            _ => null,
        };
    }

    /// <summary>Whether the algorithm is one of this kind of key, and the one the key is for (RFC 8725, section 3.1).</summary>
    internal bool Fits(ForeignAlgorithm algorithm) =>
        (Algorithm is null || Algorithm == algorithm.Name) && algorithm.Curve == Curve;

    /// <summary>Whether the key made the signature; the algorithm must fit.</summary>
    internal bool Verify(ForeignAlgorithm algorithm, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (!Fits(algorithm))
        {
            return false;
        }

        // A key object of each call's own: they promise nothing to parallel callers.
        if (_rsa is { } parameters)
        {
            using var rsa = RSA.Create(parameters);
            return signature.Length == parameters.Modulus!.Length
                && rsa.VerifyData(data, signature, algorithm.Hash, algorithm.Padding!);
        }

        var size = _ec!.Value.Q.X!.Length;
        if (signature.Length != 2 * size || IsZero(signature[..size]) || IsZero(signature[size..]))
        {
            // Zero verifies for every key where the mathematics is done carelessly.
            return false;
        }

        using var ecdsa = ECDsa.Create(_ec.Value);
        return ecdsa.VerifyData(data, signature, algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>Whether it is the public key of the certificate.</summary>
    internal bool IsOf(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is not null && _rsa is { } mine)
        {
            var theirs = rsa.ExportParameters(includePrivateParameters: false);
            return mine.Modulus.AsSpan().SequenceEqual(theirs.Modulus) && mine.Exponent.AsSpan().SequenceEqual(theirs.Exponent);
        }

        using var ecdsa = certificate.GetECDsaPublicKey();
        return ecdsa is not null && _ec is { } own && IsSamePoint(own, ecdsa.ExportParameters(includePrivateParameters: false));
    }

    // A point has the length of its field, and the three curves have three.
    private static bool IsSamePoint(ECParameters one, ECParameters other) =>
        one.Q.X.AsSpan().SequenceEqual(other.Q.X) && one.Q.Y.AsSpan().SequenceEqual(other.Q.Y);

    private static bool IsZero(ReadOnlySpan<byte> number) => !number.ContainsAnyExcept((byte)0);

    private static bool IsForVerifying(JsonElement key) =>
        (!key.TryGetProperty("use", out _) || key.GetText("use") == "sig")
        && (!key.TryGetProperty("key_ops", out var operations) || KeyMaterial.Names(operations, "verify"));

    /// <summary>Whether it holds any part of a private key, or a shared one (RFC 7518, sections 6.2.2, 6.3.2 and 6.4).</summary>
    private static bool IsPrivate(JsonElement key) => PrivateMembers.Any(name => key.TryGetProperty(name, out _));

    private static string Text(byte[]? number) => Base64Url.EncodeToString(number);

    private static string Hash(string members) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(members)));
}
