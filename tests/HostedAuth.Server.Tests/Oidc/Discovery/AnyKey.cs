using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace HostedAuth.Server.Tests.Oidc.Discovery;

/// <summary>A client's key for an algorithm of RFC 7518, section 3.1, that has a public key.</summary>
internal sealed class AnyKey : IDisposable
{
    private readonly string _algorithm;
    private readonly HashAlgorithmName _hash;
    private readonly RSA? _rsa;
    private readonly ECDsa? _ecdsa;

    public AnyKey(string algorithm)
    {
        _algorithm = algorithm;
        _hash = new($"SHA{algorithm[2..]}");
        if (algorithm.StartsWith("ES", StringComparison.Ordinal))
        {
            _ecdsa = ECDsa.Create(algorithm switch
            {
                "ES256" => ECCurve.NamedCurves.nistP256,
                "ES384" => ECCurve.NamedCurves.nistP384,
                _ => ECCurve.NamedCurves.nistP521,
            });
        }
        else
        {
            _rsa = RSA.Create(2048);
        }
    }

    /// <summary>The public key as a JWK.</summary>
    public Dictionary<string, string> Jwk
    {
        get
        {
            if (_rsa is not null)
            {
                var rsa = _rsa.ExportParameters(false);
                return new() { ["kty"] = "RSA", ["n"] = Text(rsa.Modulus), ["e"] = Text(rsa.Exponent) };
            }

            var point = _ecdsa!.ExportParameters(false).Q;
            return new() { ["kty"] = "EC", ["crv"] = $"P-{_ecdsa.KeySize}", ["x"] = Text(point.X), ["y"] = Text(point.Y) };
        }
    }

    public JsonElement Jwks => JsonSerializer.SerializeToElement(new { keys = new[] { Jwk } });

    public string Sign(IEnumerable<KeyValuePair<string, object?>> claims, params (string Name, object? Value)[] header) =>
        ClientKey.Write(claims, [("alg", _algorithm), .. header], data => _ecdsa?.SignData(data, _hash)
            ?? _rsa!.SignData(data, _hash, _algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1));

    public void Dispose()
    {
        _rsa?.Dispose();
        _ecdsa?.Dispose();
    }

    private static string Text(byte[]? bytes) => Base64Url.EncodeToString(bytes);
}
