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

    private static readonly SearchValues<char> Base64UrlCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    // Our tokens are flat; a nested bomb is refused by depth before it costs anything.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The claims, when one of the keys signed them; null for anything else, whatever is wrong with it.</summary>
    public static JsonElement? Read(string token, IReadOnlyList<SigningKeyPair> keys)
    {
        if (Split(token) is not { } parts || ReadHeader(token.AsSpan(parts.Header)) is not var (kid, algorithm))
        {
            return null;
        }

        var key = keys.FirstOrDefault(key => key.Kid == kid);
        return key is not null && key.Algorithm == algorithm && IsSigned(token, parts, key)
            ? ReadObject(token.AsSpan(parts.Payload))
            : null;
    }

    /// <summary>The claims as they stand, signed by whomever: only to find out which keys to ask.</summary>
    public static JsonElement? ReadUnverified(string token) =>
        Split(token) is { } parts ? ReadObject(token.AsSpan(parts.Payload)) : null;

    /// <summary>Whether the text has the form of a JWT at all: three parts, the first of them a header.</summary>
    public static bool IsJwt(string token) =>
        Split(token) is { } parts && ReadObject(token.AsSpan(parts.Header))?.GetText("alg") is not null;

    private static Parts? Split(string token)
    {
        if (token.Length > MaximumLength)
        {
            return null;
        }

        var first = token.IndexOf('.', StringComparison.Ordinal);
        var last = token.LastIndexOf('.');
        var parts = new Parts(..Math.Max(first, 0), (first + 1)..Math.Max(last, 0), (last + 1)..);
        return first > 0 && last > first + 1 && last < token.Length - 1
            && IsBase64Url(token.AsSpan(parts.Header))
            && IsBase64Url(token.AsSpan(parts.Payload))
            && IsBase64Url(token.AsSpan(parts.Signature))
            ? parts
            : null;
    }

    private static bool IsBase64Url(ReadOnlySpan<char> text) =>
        text.Length % 4 != 1 && !text.ContainsAnyExcept(Base64UrlCharacters);

    private static (string Kid, string Algorithm)? ReadHeader(ReadOnlySpan<char> encoded)
    {
        if (encoded.Length > MaximumHeaderLength || ReadObject(encoded) is not { } header)
        {
            return null;
        }

        return header.GetPropertyCount() == 2
            && header.GetText("kid") is { } kid
            && header.GetText("alg") is { } algorithm
            ? (kid, algorithm)
            : null;
    }

    private static bool IsSigned(string token, Parts parts, SigningKeyPair key)
    {
        var encoded = token.AsSpan(parts.Signature);
        if (encoded.Length != Base64Url.GetEncodedLength(key.SignatureSize))
        {
            return false;
        }

        Span<byte> signature = stackalloc byte[key.SignatureSize];
        var signedLength = parts.Payload.End.Value;
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

    private static JsonElement? ReadObject(ReadOnlySpan<char> encoded)
    {
        try
        {
            var value = JsonElement.Parse(Base64Url.DecodeFromChars(encoded), Strict);
            return value.ValueKind == JsonValueKind.Object ? value : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            // The last for a name that is half a surrogate pair, which shows when the names are compared.
            return null;
        }
    }

    private readonly record struct Parts(Range Header, Range Payload, Range Signature);
}
