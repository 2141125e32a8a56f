using System.Buffers.Text;
using System.Text.Json;

namespace HostedAuth.Core.Passkeys;

/// <summary>Which passkey an AuthenticationResponseJSON is of, before the ceremony looks at it.</summary>
internal static class AnsweredCredential
{
    private const int LongestJson = 64 * 1024;

    /// <summary>The credential id; null for what is no answer of an authenticator.</summary>
    public static byte[]? FindId(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json.Length <= LongestJson ? json : "");
            return Base64Url.DecodeFromChars(document.RootElement.GetProperty("id").GetString());
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
