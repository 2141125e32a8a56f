using System.Buffers;
using System.Text.Json;

namespace HostedAuth.Core.Tokens.Keys;

/// <summary>The published keys as a JWK Set (RFC 7517, section 5): public members only.</summary>
internal static class Jwks
{
    /// <summary>The document in UTF-8.</summary>
    public static byte[] Write(IEnumerable<SigningKeyPair> keys)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("keys");
            foreach (var key in keys)
            {
                json.WriteStartObject();
                json.WriteString("kid", key.Kid);
                json.WriteString("use", "sig");
                json.WriteString("alg", key.Algorithm);
                key.WriteJwkMembers(json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
