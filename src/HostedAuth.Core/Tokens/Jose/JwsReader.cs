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

    /// <summary>
    /// The claims of a token without a type, when one of the keys signed them; null for anything else, whatever is wrong
    /// with it.
    /// </summary>
    public static JsonElement? Read(string token, IReadOnlyList<SigningKeyPair> keys) =>
        ReadTyped(token, keys) is { Type: null } jws ? jws.Claims : null;

    /// <summary>The claims and the type of a token that one of the keys signed, or null. The caller looks at the type.</summary>
    public static Jws? ReadTyped(string token, IReadOnlyList<SigningKeyPair> keys)
    {
        if (CompactJws.Split(token, MaximumLength) is not { } parts || ReadHeader(token.AsSpan(parts.Header)) is not { } header)
        {
            return null;
        }

        var key = keys.FirstOrDefault(key => key.Kid == header.Kid);
        return key is not null
            && key.Algorithm == header.Algorithm
            && IsSigned(token, parts, key)
            && CompactJws.ReadObject(token.AsSpan(parts.Payload)) is { } claims
                ? new Jws(header.Type, claims)
                : null;
    }

    /// <summary>The claims as they stand, signed by whomever: only to find out which keys to ask.</summary>
    public static JsonElement? ReadUnverified(string token) =>
        CompactJws.Split(token, MaximumLength) is { } parts ? CompactJws.ReadObject(token.AsSpan(parts.Payload)) : null;

    /// <summary>Whether the text has the form of a JWT at all: three parts, the first of them a header.</summary>
    public static bool IsJwt(string token) =>
        CompactJws.Split(token, MaximumLength) is { } parts && CompactJws.ReadObject(token.AsSpan(parts.Header))?.GetText("alg") is not null;

    private static Header? ReadHeader(ReadOnlySpan<char> encoded)
    {
        if (encoded.Length > MaximumHeaderLength || CompactJws.ReadObject(encoded) is not { } header)
        {
            return null;
        }

        // Nothing but what this server writes.
        var type = header.GetText("typ");
        return header.GetPropertyCount() == (type is null ? 2 : 3)
            && header.GetText("kid") is { } kid
            && header.GetText("alg") is { } algorithm
            ? new Header(kid, algorithm, type)
            : null;
    }

    private static bool IsSigned(string token, CompactJws parts, SigningKeyPair key)
    {
        var encoded = token.AsSpan(parts.Signature);
        if (encoded.Length != Base64Url.GetEncodedLength(key.SignatureSize) || !Base64Url.IsValid(encoded))
        {
            // The latter: bits left over behind the last byte, a second spelling that the decoder throws at.
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

    private sealed record Header(string Kid, string Algorithm, string? Type);
}

/// <summary>A token whose signature is good.</summary>
/// <param name="Type">Its <c>typ</c>; null for none.</param>
/// <param name="Claims">A JSON object.</param>
internal sealed record Jws(string? Type, JsonElement Claims);
