using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HostedAuth.Server.Tests.Conformance.Driver;

/// <summary>A key of a client, and the JWTs that it signs.</summary>
internal sealed class SignerKey : IDisposable
{
    private readonly ECDsa? _ec;
    private readonly RSA? _rsa;

    private SignerKey(string kid, ECDsa? ec, RSA? rsa)
    {
        Kid = kid;
        (_ec, _rsa) = (ec, rsa);
    }

    public string Kid { get; }

    /// <summary>Its public part, as a JWK without name or use.</summary>
    public JsonObject Jwk => _ec is not null ? EcJwk(_ec.ExportParameters(false)) : RsaJwk(_rsa!.ExportParameters(false));

    /// <summary>The public part as one of a set.</summary>
    public JsonObject NamedJwk
    {
        get
        {
            var jwk = Jwk;
            jwk["kid"] = Kid;
            jwk["use"] = "sig";
            return jwk;
        }
    }

    /// <summary>RFC 7638.</summary>
    public string Thumbprint => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(
        Jwk.Select(pair => KeyValuePair.Create(pair.Key, pair.Value!.GetValue<string>()))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Aggregate("{", (text, pair) => $"{text}{(text.Length > 1 ? "," : "")}\"{pair.Key}\":\"{pair.Value}\"") + "}")));

    public static SignerKey Ec(string kid = "ec-1") => new(kid, ECDsa.Create(ECCurve.NamedCurves.nistP256), null);

    public static SignerKey Rsa(string kid = "rsa-1") => new(kid, null, RSA.Create(2048));

    /// <summary>The set of these keys.</summary>
    public static JsonElement Set(params SignerKey[] keys) => JsonSerializer.SerializeToElement(
        new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => key.NamedJwk)]) });

    public string Sign(string algorithm, JsonObject claims, params (string Name, JsonNode? Value)[] header)
    {
        var all = new JsonObject { ["alg"] = algorithm, ["kid"] = Kid };
        foreach (var (name, value) in header)
        {
            all[name] = value?.DeepClone();
        }

        var text = $"{Encode(all)}.{Encode(claims)}";
        var data = Encoding.ASCII.GetBytes(text);
        var signature = algorithm switch
        {
            "ES256" => _ec!.SignData(data, HashAlgorithmName.SHA256),
            "PS256" => _rsa!.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            "RS256" => _rsa!.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => [],
        };
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    public void Dispose()
    {
        _ec?.Dispose();
        _rsa?.Dispose();
    }

    private static JsonObject EcJwk(ECParameters key) => new()
    {
        ["kty"] = "EC",
        ["crv"] = "P-256",
        ["x"] = Base64Url.EncodeToString(key.Q.X!),
        ["y"] = Base64Url.EncodeToString(key.Q.Y!),
    };

    private static JsonObject RsaJwk(RSAParameters key) => new()
    {
        ["kty"] = "RSA",
        ["n"] = Base64Url.EncodeToString(key.Modulus!),
        ["e"] = Base64Url.EncodeToString(key.Exponent!),
    };

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
