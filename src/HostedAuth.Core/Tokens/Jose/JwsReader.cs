using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using HostedAuth.Core.Tokens.Keys;

namespace HostedAuth.Core.Tokens.Jose;

/// <summary>
/// Reads a JWS in its compact form, made by this server. The key is found by its id among the pool's, and the key decides
/// the algorithm: what else the header says (another algorithm, a key, an address of keys, <c>crit</c>) makes the token
/// refused (RFC 8725, sections 3.1 and 3.10).
/// </summary>
internal static class JwsReader
{
    /// <summary>Longest token read, in characters.</summary>
    public const int MaximumLength = 16_384;

    private const int MaximumHeaderLength = 512;

    /// <summary>The claims, when one of the keys signed them; null for anything else, whatever is wrong with it.</summary>
    public static JsonElement? Read(string token, IReadOnlyList<SigningKeyPair> keys)
    {
        if (CompactJws.Split(token, MaximumLength) is not { } parts || ReadHeader(token.AsSpan(parts.Header)) is not var (kid, algorithm))
        {
            return null;
        }

        var key = keys.FirstOrDefault(key => key.Kid == kid);
        return key is not null && key.Algorithm == algorithm && IsSigned(token, parts, key)
            ? CompactJws.ReadObject(token.AsSpan(parts.Payload))
            : null;
    }

    /// <summary>The claims as they stand, signed by whomever: only to find out which keys to ask.</summary>
    public static JsonElement? ReadUnverified(string token) =>
        CompactJws.Split(token, MaximumLength) is { } parts ? CompactJws.ReadObject(token.AsSpan(parts.Payload)) : null;

    /// <summary>Whether the text has the form of a JWT at all: three parts, the first of them a header.</summary>
    public static bool IsJwt(string token) =>
        CompactJws.Split(token, MaximumLength) is { } parts && CompactJws.ReadObject(token.AsSpan(parts.Header))?.GetText("alg") is not null;

    private static (string Kid, string Algorithm)? ReadHeader(ReadOnlySpan<char> encoded)
    {
        if (encoded.Length > MaximumHeaderLength || CompactJws.ReadObject(encoded) is not { } header)
        {
            return null;
        }

        return header.GetPropertyCount() == 2
            && header.GetText("kid") is { } kid
            && header.GetText("alg") is { } algorithm
            ? (kid, algorithm)
            : null;
    }

    private static bool IsSigned(string token, CompactJws parts, SigningKeyPair key)
    {
        var encoded = token.AsSpan(parts.Signature);
        if (encoded.Length != Base64Url.GetEncodedLength(key.SignatureSize))
        {
            return false;
        }

        Span<byte> signature = stackalloc byte[key.SignatureSize];
        var signedLength = parts.SignedLength;
        var buffer = ArrayPool<byte>.Shared.Rent(signedLength);
        try
        {
            Encoding.ASCII.GetBytes(token.AsSpan(0, signedLength), buffer);
            return Base64Url.TryDecodeFromChars(encoded, signature, out var written)
                && key.Verify(buffer.AsSpan(0, signedLength), signature[..written]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
