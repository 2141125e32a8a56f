using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace HostedAuth.Core.Tokens.Keys;

/// <summary>The published keys as a JWK Set (RFC 7517, section 5): public members only.</summary>
internal static class Jwks
{
    /// <summary>The document in UTF-8.</summary>
    public static byte[] Write(IEnumerable<SigningKeyPair> keys)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("keys");
            foreach (var key in keys)
            {
                Write(json, key);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, SigningKeyPair key)
    {
        RSAParameters parameters = key.PublicParameters;
        json.WriteStartObject();
        json.WriteString("alg", key.Algorithm);
        json.WriteString("e", Base64Url.EncodeToString(parameters.Exponent));
        json.WriteString("kid", key.Kid);
        json.WriteString("kty", "RSA");
        json.WriteString("n", Base64Url.EncodeToString(parameters.Modulus));
        json.WriteString("use", "sig");
        json.WriteEndObject();
    }
}
