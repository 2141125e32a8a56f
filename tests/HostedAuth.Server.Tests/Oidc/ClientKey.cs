using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>A key of a client, or of anybody else outside, that signs JWTs: ES256 or PS256.</summary>
internal sealed class ClientKey
{
    private readonly ECDsa? _ecdsa;
    private readonly RSA? _rsa;

    public ClientKey(string algorithm = "ES256", string? keyId = null)
    {
        (Algorithm, KeyId) = (algorithm, keyId ?? $"key-{Guid.NewGuid():N}");
        if (algorithm == "ES256")
        {
            _ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        }
        else
        {
            _rsa = RSA.Create(2048);
        }
    }

    public string Algorithm { get; }

    public string KeyId { get; }

    /// <summary>The public key as a JWK.</summary>
    public Dictionary<string, object> Jwk
    {
        get
        {
            var members = new Dictionary<string, object> { ["kid"] = KeyId, ["use"] = "sig" };
            if (_rsa is not null)
            {
                var rsa = _rsa.ExportParameters(includePrivateParameters: false);
                (members["kty"], members["n"], members["e"]) =
                    ("RSA", Base64Url.EncodeToString(rsa.Modulus), Base64Url.EncodeToString(rsa.Exponent));
                return members;
            }

            var point = _ecdsa!.ExportParameters(includePrivateParameters: false).Q;
            (members["kty"], members["crv"]) = ("EC", "P-256");
            (members["x"], members["y"]) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
            return members;
        }
    }

    /// <summary>A set of this key alone.</summary>
    public JsonElement Jwks => SetOf(this);

    public static JsonElement SetOf(params ClientKey[] keys) =>
        JsonSerializer.SerializeToElement(new { keys = keys.Select(key => key.Jwk) });

    /// <summary>A JWT of these claims; those that are null are left out.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="header">Further members of the header, or others.</param>
    public string Sign(IEnumerable<KeyValuePair<string, object?>> claims, params (string Name, object? Value)[] header) =>
        Write(claims, [("alg", Algorithm), ("kid", KeyId), .. header], data => _ecdsa is not null
            ? _ecdsa.SignData(data, HashAlgorithmName.SHA256)
            : _rsa!.SignData(
                data,
                HashAlgorithmName.SHA256,
                Algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1));

    /// <summary>A JWT signed by a secret (HS256).</summary>
    public static string Sign(string secret, IEnumerable<KeyValuePair<string, object?>> claims) =>
        Write(claims, [("alg", "HS256")], data => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), data));

    /// <summary>A JWT with whatever signature.</summary>
    public static string Write(
        IEnumerable<KeyValuePair<string, object?>> claims,
        (string Name, object? Value)[] header,
        Func<byte[], byte[]> sign)
    {
        var members = new Dictionary<string, object>();
        foreach (var (name, value) in header)
        {
            members.Remove(name);
            if (value is not null)
            {
                members[name] = value;
            }
        }

        var signed = $"{Encode(members)}.{Encode(claims.Where(claim => claim.Value is not null).ToDictionary())}";
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
