using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace HostedAuth.Core.Tokens.Jose;

/// <summary>Reads the numbers of a JWK (RFC 7518, section 6), which are a stranger's.</summary>
internal static class KeyMaterial
{
    private const int MinimumRsaBits = 2048;

    // Twice the length is eight times the work, done for who has proven nothing yet.
    private const int MaximumRsaBits = 8192;

    private const int MaximumExponentLength = 4;
    private const int MaximumNumberLength = 1400;
    private const int MaximumCertificates = 8;

    /// <summary>The key's numbers; null when they make no honest RSA key.</summary>
    public static RSAParameters? ReadRsa(JsonElement key)
    {
        if (Number(key, "n") is not [_, ..] modulus || Number(key, "e") is not [_, ..] exponent)
        {
            return null;
        }

        var (n, e) = (WithoutLeadingZeros(modulus), WithoutLeadingZeros(exponent));
        var isHonest = n.Length * 8 is >= MinimumRsaBits and <= MaximumRsaBits
            && n[0] >= 0x80
            && e.Length is > 0 and <= MaximumExponentLength
            && IsOdd(n)
            && IsOdd(e)
            && !(e is [< 3]);
        return isHonest ? new RSAParameters { Modulus = n, Exponent = e } : null;
    }

    /// <summary>The key's point; null when it is not on one of the curves.</summary>
    public static ECParameters? ReadEc(JsonElement key)
    {
        (ECCurve Curve, int Size)? curve = key.GetText("crv") switch
        {
            "P-256" => (ECCurve.NamedCurves.nistP256, 32),
            "P-384" => (ECCurve.NamedCurves.nistP384, 48),
            "P-521" => (ECCurve.NamedCurves.nistP521, 66),
            _ => null,
        };
        if (curve is not var (named, size)
            || Number(key, "x") is not { } x || x.Length != size
            || Number(key, "y") is not { } y || y.Length != size)
        {
            return null;
        }

        var parameters = new ECParameters { Curve = named, Q = new ECPoint { X = x, Y = y } };
        try
        {
            using var ecdsa = ECDsa.Create(parameters);
            return parameters;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The certificates in <c>x5c</c>, DER; empty when there are none that can be read.</summary>
    public static IReadOnlyList<byte[]> CertificatesOf(JsonElement key)
    {
        if (!key.TryGetProperty("x5c", out var chain) || chain.ValueKind != JsonValueKind.Array
            || chain.GetArrayLength() > MaximumCertificates)
        {
            return [];
        }

        var certificates = new List<byte[]>();
        foreach (var one in chain.EnumerateArray())
        {
            if (one.ValueKind != JsonValueKind.String || !one.TryGetBytesFromBase64(out var der))
            {
                return [];
            }

            certificates.Add(der);
        }

        return certificates;
    }

    /// <summary>Whether an array of texts holds a name.</summary>
    public static bool Names(JsonElement array, string name) =>
        array.ValueKind == JsonValueKind.Array
        && array.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && one.ValueEquals(name));

    private static byte[]? Number(JsonElement key, string name) =>
        key.GetText(name) is { Length: <= MaximumNumberLength } text && Base64Url.IsValid(text)
            ? Base64Url.DecodeFromChars(text)
            : null;

    // Some write the sign's zero of a signed number; the key is the same.
    private static byte[] WithoutLeadingZeros(byte[] number) => number.AsSpan().TrimStart((byte)0).ToArray();

    private static bool IsOdd(byte[] number) => (number[^1] & 1) == 1;
}
