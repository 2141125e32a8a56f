using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace HostedAuth.Core.Tokens.Jose;

/// <summary>Public keys of somebody else (RFC 7517, section 5). Keys that this server can't use are left out.</summary>
public sealed class JsonWebKeySet
{
    /// <summary>A set with more has no honest use.</summary>
    public const int MaximumKeys = 32;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    private JsonWebKeySet(IReadOnlyList<JsonWebKey> keys) => Keys = keys;

    public static JsonWebKeySet Empty { get; } = new([]);

    public IReadOnlyList<JsonWebKey> Keys { get; }

    /// <summary>Whether a key with this id is among them.</summary>
    public bool Has(string keyId) => Keys.Any(key => key.KeyId == keyId);

    /// <summary>
    /// Whether a name says which key is meant: two may share one only if no algorithm fits both (RFC 7517, section 4.5).
    /// </summary>
    public bool NamesAreClear => !Keys
        .Where(key => key.KeyId is not null)
        .GroupBy(key => (key.KeyId, key.Curve))
        .Any(group => group.Count() > 1
            && (group.Any(key => key.Algorithm is null) || group.DistinctBy(key => key.Algorithm).Count() < group.Count()));

    /// <summary>Whether one of the keys is that of the certificate; a key with certificates is for the first of them alone.</summary>
    public bool Holds(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Keys.Any(key => key.Certificates is [var first, ..]
            ? certificate.RawData.AsSpan().SequenceEqual(first)
            : key.IsOf(certificate));
    }

    /// <summary>The set; null when it is none, or has more than <see cref="MaximumKeys"/>.</summary>
    public static JsonWebKeySet? Parse(JsonElement set) =>
        set.ValueKind == JsonValueKind.Object
        && set.TryGetProperty("keys", out var keys)
        && keys.ValueKind == JsonValueKind.Array
        && keys.GetArrayLength() <= MaximumKeys
            ? new([.. keys.EnumerateArray().Select(JsonWebKey.Parse).OfType<JsonWebKey>()])
            : null;

    /// <inheritdoc cref="Parse(JsonElement)"/>
    /// <param name="json">UTF-8.</param>
    public static JsonWebKeySet? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return Parse(JsonElement.Parse(json, Strict));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
