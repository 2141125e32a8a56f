using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>A JWK Set as a client read it, and what a client does with it: none of the server's code takes part.</summary>
internal sealed class PublishedKeys(string jwks)
{
    private readonly JsonElement[] _keys = [.. JsonElement.Parse(jwks).GetProperty("keys").EnumerateArray()];

    public IReadOnlyList<JsonElement> All => _keys;

    public static async Task<PublishedKeys> ReadAsync(TestApp app) =>
        new((await app.GetAsync("/.well-known/jwks.json")).Body);

    public static JsonElement HeaderOf(string token) => JsonElement.Parse(Base64Url.DecodeFromChars(token.Split('.')[0]));

    public static JsonElement ClaimsOf(string token) => JsonElement.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]));

    public bool Have(string kid) => _keys.Any(key => key.GetProperty("kid").GetString() == kid);

    /// <summary>Whether the key that the token names signed it, by the algorithm that the key is for.</summary>
    public bool Verify(string token)
    {
        var header = HeaderOf(token);
        var key = _keys.SingleOrDefault(one => one.GetProperty("kid").GetString() == header.GetProperty("kid").GetString());
        if (key.ValueKind == JsonValueKind.Undefined
            || key.GetProperty("alg").GetString() != header.GetProperty("alg").GetString())
        {
            return false;
        }

        var last = token.LastIndexOf('.');
        var signed = Encoding.ASCII.GetBytes(token[..last]);
        var signature = Base64Url.DecodeFromChars(token.AsSpan(last + 1));
        return key.GetProperty("alg").GetString() switch
        {
            "RS256" => Rsa(key).VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "PS256" => Rsa(key).VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            "ES256" => Ecdsa(key).VerifyData(signed, signature, HashAlgorithmName.SHA256),
            _ => false,
        };
    }

    private static RSA Rsa(JsonElement key) =>
        RSA.Create(new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") });

    private static ECDsa Ecdsa(JsonElement key) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") },
    });

    private static byte[] Bytes(JsonElement key, string member) =>
        Base64Url.DecodeFromChars(key.GetProperty(member).GetString());
}
