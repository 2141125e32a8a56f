using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HostedAuth.Server.Tests.Conformance.Driver;

/// <summary>A signed token as a client reads it, with nothing of the server's own code.</summary>
internal sealed record Jwt(string Text, JsonElement Header, JsonElement Claims)
{
    public string Algorithm => Header.GetProperty("alg").GetString()!;

    public string? this[string claim] => Claims.TryGetProperty(claim, out var value) ? value.ToString() : null;

    public static Jwt Parse(string text)
    {
        var parts = text.Split('.');
        parts.Length.ShouldBe(3, "A signed token has three parts.");
        return new(text, Json(parts[0]), Json(parts[1]));
    }

    public long Seconds(string claim) => Claims.GetProperty(claim).GetInt64();

    /// <summary>Whether one of the keys, the one that the header names, signed it.</summary>
    public bool IsSignedByOneOf(JsonElement jwks)
    {
        var kid = Header.GetProperty("kid").GetString();
        var key = jwks.GetProperty("keys").EnumerateArray().Single(one => one.GetProperty("kid").GetString() == kid);
        var cut = Text.LastIndexOf('.');
        return Verify(key, Encoding.ASCII.GetBytes(Text[..cut]), Base64Url.DecodeFromChars(Text.AsSpan(cut + 1)));
    }

    /// <summary>The left half of the hash of a value, as at_hash, c_hash and s_hash have it (OIDC Core, section 3.3.2.11).</summary>
    public string HalfHash(string value)
    {
        Algorithm.ShouldEndWith("256");
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(value)).AsSpan(0, 16));
    }

    private bool Verify(JsonElement key, byte[] data, byte[] signature)
    {
        byte[] Member(string name) => Base64Url.DecodeFromChars(key.GetProperty(name).GetString());
        if (Algorithm is "ES256")
        {
            using var ec = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Member("x"), Y = Member("y") },
            });
            return ec.VerifyData(data, signature, HashAlgorithmName.SHA256);
        }

        using var rsa = RSA.Create(new RSAParameters { Modulus = Member("n"), Exponent = Member("e") });
        rsa.KeySize.ShouldBeGreaterThanOrEqualTo(2048);
        var padding = Algorithm switch
        {
            "RS256" => RSASignaturePadding.Pkcs1,
            "PS256" => RSASignaturePadding.Pss,
            _ => throw new ShouldAssertException($"Nobody asked for {Algorithm}."),
        };
        return rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, padding);
    }

    private static JsonElement Json(string part) => JsonDocument.Parse(Base64Url.DecodeFromChars(part)).RootElement;
}
