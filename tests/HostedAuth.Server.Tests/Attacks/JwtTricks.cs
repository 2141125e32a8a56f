using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>
/// Forgeries of a token that somebody has (RFC 8725; CVE-2015-9235, CVE-2016-10555, CVE-2018-0114, CVE-2022-21449).
/// </summary>
internal static class JwtTricks
{
    /// <summary>Each with a name for the message of a failing test.</summary>
    /// <param name="good">A token that its reader takes.</param>
    /// <param name="jwks">The keys that it is verified with.</param>
    public static IEnumerable<(string Name, string Token)> Of(string good, JsonElement jwks)
    {
        var (header, payload, signature) = (good.Split('.')[0], good.Split('.')[1], good.Split('.')[2]);
        var claims = Claims(payload);
        foreach (var none in (string[])["none", "None", "NONE", "nOnE", "", " none", "none\0", "HS0"])
        {
            yield return ($"alg {none}", $"{Header(header, ("alg", none))}.{payload}.");
            yield return ($"alg {none}, signature kept", $"{Header(header, ("alg", none))}.{payload}.{signature}");
        }

        foreach (var (name, secret) in PublicSecrets(header, jwks))
        {
            foreach (var algorithm in (string[])["HS256", "HS384", "HS512"])
            {
                yield return ($"{algorithm} with {name}", Hmac(algorithm, Header(header, ("alg", algorithm)), payload, secret));
            }
        }

        foreach (var trick in OwnKey(header, claims))
        {
            yield return trick;
        }

        yield return ("no signature", $"{header}.{payload}.");
        yield return ("two parts", $"{header}.{payload}");
        yield return ("four parts", $"{good}.{signature}");
        yield return ("five parts", $"{header}.{payload}.{signature}.{payload}.{signature}");
        yield return ("zero signature", $"{header}.{payload}.{Base64Url.EncodeToString(new byte[256])}");
        yield return ("short zero signature", $"{header}.{payload}.{Base64Url.EncodeToString(new byte[64])}");
        yield return ("signature of another payload", $"{header}.{Encode(With(claims, "iat", 1))}.{signature}");
        yield return ("longer signature", $"{good}AAAA");
        yield return ("padded signature", $"{good}==");
        yield return ("broken base64", $"{header}.{payload}.{signature[..^1]}!");
        yield return ("other bits at the end", $"{header}.{payload}.{OtherEnd(signature)}");
        yield return ("line break", $"{header}.{payload}\n.{signature}");
        foreach (var algorithm in (string[])["RS384", "RS512", "PS512", "ES512", "EdDSA", "ES256K", "RS1"])
        {
            yield return ($"renamed to {algorithm}", $"{Header(header, ("alg", algorithm))}.{payload}.{signature}");
        }
    }

    /// <summary>Signed by a key of the attacker's that the header brings, names, or passes off as the server's.</summary>
    private static IEnumerable<(string Name, string Token)> OwnKey(string header, JsonObject claims)
    {
        using var rsa = RSA.Create(2048);
        var jwk = JsonSerializer.SerializeToNode(new
        {
            kty = "RSA",
            n = Base64Url.EncodeToString(rsa.ExportParameters(false).Modulus!),
            e = "AQAB",
        });
        (string Name, JsonNode? Value)[] members =
        [
            ("alg", "RS256"), ("jwk", jwk), ("jku", "https://evil.example/jwks"), ("x5u", "https://evil.example/chain"),
            ("x5c", new JsonArray("MIIB")), ("kid", "../../../dev/null"), ("kid", "' UNION SELECT 'x"), ("kid", null), ("kid", "|/bin/sh"),
            ("kid", new JsonObject()), ("kid", new string('k', 10_000)), ("crit", new JsonArray("exp")), ("b64", false), ("zip", "DEF"),
        ];
        var payload = Encode(claims);
        foreach (var (name, value) in members)
        {
            yield return ($"own key, {name} {value?.ToJsonString()[..Math.Min(20, value.ToJsonString().Length)]}",
                Rsa(Header(header, ("alg", "RS256"), (name, value)), payload, rsa));
        }
    }

    private static IEnumerable<(string Name, byte[] Secret)> PublicSecrets(string header, JsonElement jwks)
    {
        var kid = JsonNode.Parse(Base64Url.DecodeFromChars(header))!["kid"]!.GetValue<string>();
        var key = jwks.GetProperty("keys").EnumerateArray().Single(one => one.GetProperty("kid").GetString() == kid);
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars(key.GetProperty("n").GetString()),
            Exponent = Base64Url.DecodeFromChars(key.GetProperty("e").GetString()),
        });
        yield return ("nothing", []);
        yield return ("the PEM", Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()));
        yield return ("the PEM with a line end", Encoding.ASCII.GetBytes($"{rsa.ExportSubjectPublicKeyInfoPem()}\n"));
        yield return ("the PKCS 1 PEM", Encoding.ASCII.GetBytes(rsa.ExportRSAPublicKeyPem()));
        yield return ("the DER", rsa.ExportSubjectPublicKeyInfo());
        yield return ("the modulus", Base64Url.DecodeFromChars(key.GetProperty("n").GetString()));
        yield return ("the JWK", Encoding.UTF8.GetBytes(key.GetRawText()));
        yield return ("the key's id", Encoding.UTF8.GetBytes(kid));
    }

    private static string Hmac(string algorithm, string header, string payload, byte[] secret)
    {
        var data = Encoding.ASCII.GetBytes($"{header}.{payload}");
        var mac = algorithm switch
        {
            "HS256" => HMACSHA256.HashData(secret, data),
            "HS384" => HMACSHA384.HashData(secret, data),
            _ => HMACSHA512.HashData(secret, data),
        };
        return $"{header}.{payload}.{Base64Url.EncodeToString(mac)}";
    }

    private static string Rsa(string header, string payload, RSA rsa)
    {
        var signature = rsa.SignData(
            Encoding.ASCII.GetBytes($"{header}.{payload}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{header}.{payload}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>The same bytes by a spelling that leaves unused bits set.</summary>
    private static string OtherEnd(string signature)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return signature[..^1] + alphabet[alphabet.IndexOf(signature[^1], StringComparison.Ordinal) ^ 1];
    }

    private static string Header(string header, params (string Name, JsonNode? Value)[] changes)
    {
        var changed = Claims(header);
        foreach (var (name, value) in changes)
        {
            changed[name] = value?.DeepClone();
        }

        return Encode(changed);
    }

    private static JsonObject With(JsonObject claims, string name, JsonNode value)
    {
        var changed = claims.DeepClone().AsObject();
        changed[name] = value;
        return changed;
    }

    private static JsonObject Claims(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
