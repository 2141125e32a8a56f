using System.Text.Json;

namespace HostedAuth.Core.Tokens.Jose;

/// <summary>Reads claims without trusting their types.</summary>
public static class ClaimReading
{
    /// <summary>The text of a member; null when it is absent or no text.</summary>
    public static string? GetText(this JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) ? GetText(value) : null;

    /// <summary>A NumericDate (RFC 7519, section 2), its fraction left out; null when it is absent or none.</summary>
    public static DateTimeOffset? GetTime(this JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var seconds)
        && seconds is >= 0 and <= 253_402_300_799
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;

    /// <summary>The texts of a member that is one text or several, as <c>aud</c> (RFC 7519, section 4.1.3); what is none is left out.</summary>
    public static IEnumerable<string> GetTexts(this JsonElement claims, string name)
    {
        if (!claims.TryGetProperty(name, out var value))
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(GetText).OfType<string>()
            : GetText(value) is { } text ? [text] : [];
    }

    private static string? GetText(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, or half a surrogate pair: the parser leaves them to whoever asks for the text.
            return null;
        }
    }
}
