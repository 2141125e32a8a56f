using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace HostedAuth.Core.Tokens.Jose;

/// <summary>The three parts of a compact JWS (RFC 7515, section 3.1), read without trusting them.</summary>
/// <param name="Header">Where the encoded header stands.</param>
/// <param name="Payload">Where the encoded payload stands.</param>
/// <param name="Signature">Where the encoded signature stands.</param>
internal readonly record struct CompactJws(Range Header, Range Payload, Range Signature)
{
    private static readonly SearchValues<char> Base64UrlCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    // A nested bomb is refused by depth before it costs anything.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Where the signed text ends.</summary>
    public int SignedLength => Payload.End.Value;

    /// <summary>The parts; null when there aren't three, none of them empty, each in base64url without padding.</summary>
    /// <param name="token">The token.</param>
    /// <param name="maximumLength">The longest token read, in characters.</param>
    public static CompactJws? Split(string token, int maximumLength)
    {
        if (token.Length > maximumLength)
        {
            return null;
        }

        var first = token.IndexOf('.', StringComparison.Ordinal);
        var last = token.LastIndexOf('.');
        var parts = new CompactJws(..Math.Max(first, 0), (first + 1)..Math.Max(last, 0), (last + 1)..);
        return first > 0 && last > first + 1 && last < token.Length - 1
            && IsBase64Url(token.AsSpan(parts.Header))
            && IsBase64Url(token.AsSpan(parts.Payload))
            && IsBase64Url(token.AsSpan(parts.Signature))
            ? parts
            : null;
    }

    /// <summary>The JSON object that is encoded here; null when it is none, or has a member twice (RFC 8725, section 2.4).</summary>
    public static JsonElement? ReadObject(ReadOnlySpan<char> encoded)
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

    private static bool IsBase64Url(ReadOnlySpan<char> text) =>
        text.Length % 4 != 1 && !text.ContainsAnyExcept(Base64UrlCharacters);
}
