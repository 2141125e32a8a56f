using System.Text.Encodings.Web;
using System.Text.Json;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// JSON filled up with blanks to a multiple of 256 bytes before it is sealed: the length of what is sealed must not tell
/// what is in it. Readers skip the blanks.
/// </summary>
internal static class PaddedJson
{
    private const int Step = 256;

    /// <summary>Short: sealed, it is read by nobody but this program, and the API's sessions have 4096 characters.</summary>
    private static readonly JsonSerializerOptions Legible = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The value as UTF-8.</summary>
    public static byte[] Write<T>(T value)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, Legible);
        var padded = new byte[(json.Length + Step - 1) / Step * Step];
        padded.AsSpan().Fill((byte)' ');
        json.CopyTo(padded, 0);
        return padded;
    }
}
