using System.Buffers;
using System.Text.Json;

namespace HostedAuth.Core.Tokens.Keys;

/// <summary>The published keys as a JWK Set (RFC 7517, section 5): public members only.</summary>
public static class Jwks
{
    /// <summary>How long verifiers may keep the document: short, so that a key taken out of use in a hurry is soon forgotten.</summary>
    public static readonly TimeSpan CacheTime = TimeSpan.FromMinutes(5);

    /// <summary>The document in UTF-8.</summary>
    internal static byte[] Write(IEnumerable<SigningKeyPair> keys)
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
