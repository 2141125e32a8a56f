using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HostedAuth.Core.Tokens.Keys;

namespace HostedAuth.Core.Tokens.Jose;

/// <summary>Writes a JWS in its compact form (RFC 7515, section 3.1).</summary>
internal static class JwsWriter
{
    /// <summary>The plus of <c>logout+jwt</c> stands as itself, for who reads bytes.</summary>
    private static readonly JsonWriterOptions Legible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const byte Dot = (byte)'.';

    /// <summary>Signs the claims that <paramref name="writeClaims"/> writes.</summary>
    /// <param name="key">Decides the algorithm.</param>
    /// <param name="type">The kind of the token (<c>typ</c>, RFC 8725, section 3.11); null for none.</param>
    /// <param name="state">Passed to <paramref name="writeClaims"/>, so that it need not capture.</param>
    /// <param name="writeClaims">Writes the members of the claims object.</param>
    public static string Write<TState>(
        SigningKeyPair key,
        string? type,
        TState state,
        Action<Utf8JsonWriter, TState> writeClaims) => Write(key, type, Serialize(state, writeClaims).Span);

    /// <summary>The claims that <paramref name="writeClaims"/> writes, in UTF-8.</summary>
    public static ReadOnlyMemory<byte> Serialize<TState>(TState state, Action<Utf8JsonWriter, TState> writeClaims)
    {
        var claims = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(claims);
        json.WriteStartObject();
        writeClaims(json, state);
        json.WriteEndObject();
        json.Flush();
        return claims.WrittenMemory;
    }

    /// <summary>The header of a key's tokens: as Cognito's <c>kid</c> and <c>alg</c> alone, unless they have a type.</summary>
    public static byte[] EncodeHeader(string kid, string algorithm, string? type)
    {
        var header = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(header, Legible))
        {
            json.WriteStartObject();
            json.WriteString("kid", kid);
            json.WriteString("alg", algorithm);
            if (type is not null)
            {
                json.WriteString("typ", type);
            }

            json.WriteEndObject();
        }

        return Base64Url.EncodeToUtf8(header.WrittenSpan);
    }

    /// <summary>Signs claims that are written already.</summary>
    public static string Write(SigningKeyPair key, string? type, ReadOnlySpan<byte> claims)
    {
        var header = key.EncodedHeader(type);
        var payloadLength = Base64Url.GetEncodedLength(claims.Length);
        var signedLength = header.Length + 1 + payloadLength;
        var length = signedLength + 1 + Base64Url.GetEncodedLength(key.SignatureSize);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            header.CopyTo(buffer, 0);
            buffer[header.Length] = Dot;
            Base64Url.EncodeToUtf8(claims, buffer.AsSpan(header.Length + 1));
            Span<byte> signature = stackalloc byte[key.SignatureSize];
            key.Sign(buffer.AsSpan(0, signedLength), signature);
            buffer[signedLength] = Dot;
            Base64Url.EncodeToUtf8(signature, buffer.AsSpan(signedLength + 1));
            return Encoding.ASCII.GetString(buffer, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
