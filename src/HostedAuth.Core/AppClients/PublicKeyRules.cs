using System.Buffers.Text;
using System.Text.Json;

namespace HostedAuth.Core.AppClients;

/// <summary>
/// What a client's own key set may hold (RFC 7517, section 5). A private part in it is a secret told to us by mistake, and a
/// symmetric key would make whoever reads the metadata the client: both are refused, never stored.
/// </summary>
internal static class PublicKeyRules
{
    private const int MostKeys = 20;
    private const int LongestSet = 32 * 1024;
    private const int ShortestModulus = 2048 / 8;
    private const int LongestModulus = 8192 / 8;

    /// <summary>RFC 7518, sections 6.2.2, 6.3.2 and 6.4.</summary>
    private static readonly string[] PrivateParts = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    public static bool IsPublicSet(JsonElement set) =>
        set.ValueKind is JsonValueKind.Object
        && set.GetRawText().Length <= LongestSet
        && set.TryGetProperty("keys", out var keys)
        && keys.ValueKind is JsonValueKind.Array
        && keys.GetArrayLength() is > 0 and <= MostKeys
        && keys.EnumerateArray().All(IsPublic);

    private static bool IsPublic(JsonElement key) =>
        key.ValueKind is JsonValueKind.Object
        && !PrivateParts.Any(part => key.TryGetProperty(part, out _))
        && Text(key, "kty") switch
        {
            "RSA" => Bytes(key, "n") is >= ShortestModulus and <= LongestModulus && Bytes(key, "e") is > 0 and <= 8,
            "EC" => SizeOfCurve(Text(key, "crv")) is { } size && Bytes(key, "x") == size && Bytes(key, "y") == size,
            _ => false,
        };

    private static int? SizeOfCurve(string? curve) => curve switch
    {
        "P-256" => 32,
        "P-384" => 48,
        "P-521" => 66,
        _ => null,
    };

    /// <summary>The length of a number in Base64url; 0 when it is none.</summary>
    private static int Bytes(JsonElement key, string name) =>
        Text(key, name) is { } text && Base64Url.IsValid(text, out var length) ? length : 0;

    private static string? Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
