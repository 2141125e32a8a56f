using System.Text.Json;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Core.AppClients;

/// <summary>
/// What a client's own key set may hold (RFC 7517, section 5). A private part in it is a secret told to us by mistake, and a
/// symmetric key would make whoever reads the metadata the client: both are refused, never stored. One name is one key's. Keys of kinds that this
/// server doesn't know may stand beside one that it verifies with.
/// </summary>
internal static class PublicKeyRules
{
    private const int LongestSet = 32 * 1024;

    /// <summary>RFC 7518, sections 6.2.2, 6.3.2 and 6.4.</summary>
    private static readonly string[] PrivateParts = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    public static bool IsPublicSet(JsonElement set) =>
        set.ValueKind is JsonValueKind.Object
        && set.GetRawText().Length <= LongestSet
        && JsonWebKeySet.Parse(set) is { Keys.Count: > 0, NamesAreClear: true }
        && set.GetProperty("keys").EnumerateArray().All(IsPublic);

    private static bool IsPublic(JsonElement key) =>
        key.ValueKind is JsonValueKind.Object
        && key.TryGetProperty("kty", out var kind)
        && kind.ValueKind is JsonValueKind.String
        && !kind.ValueEquals("oct")
        && !PrivateParts.Any(part => key.TryGetProperty(part, out _));
}
