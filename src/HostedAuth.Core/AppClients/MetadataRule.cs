using System.Text.Json;

namespace HostedAuth.Core.AppClients;

/// <summary>What one member of client metadata may be.</summary>
/// <param name="Values">In words, for the documentation and for who sent something else.</param>
/// <param name="Source">Where the member is defined.</param>
/// <param name="IsGood">Whether a value of the member will do; null never comes here.</param>
public sealed record MetadataRule(string Values, string Source, Func<JsonElement, bool> IsGood)
{
    private const int LongestText = 2048;
    private const int MostValues = 100;

    /// <summary>Whether only an operator may say so: it gives power that nobody can give themselves.</summary>
    public bool IsForOperators { get; private init; }

    /// <summary>What the documentation says of the member besides, such as that it changes nothing; null for nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>Whether the server only keeps the member and tells it back.</summary>
    internal static MetadataRule KeptAlone(MetadataRule rule) => rule with { Remark = "kept and told back, changes nothing" };

    public static MetadataRule Text(string source) => new("a text of up to 2048 characters", source, IsText);

    public static MetadataRule Texts(string source) => new("up to 100 texts", source, value => IsList(value, IsText));

    public static MetadataRule Switch(string source) => new(
        "true or false",
        source,
        value => value.ValueKind is JsonValueKind.True or JsonValueKind.False);

    /// <summary>A whole number of seconds, up to 2^31 - 1.</summary>
    public static MetadataRule Seconds(string source, int atLeast = 0) => new(
        $"seconds, {atLeast} or more",
        source,
        value => value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var seconds) && seconds >= atLeast);

    /// <summary>Values of <c>acr</c> that a challenge can name (RFC 9470, section 3).</summary>
    public static MetadataRule Levels(string source) => new(
        "one or more levels of the pool, in ASCII",
        source,
        value => IsList(
            value,
            one => IsText(one)
                && one.GetString()!.All(letter => char.IsBetween(letter, '!', '~') && letter is not ('"' or '\\')))
            && value.GetArrayLength() > 0);

    public static MetadataRule OneOf(string source, params string[] values) => new(
        string.Join(", ", values.Select(value => $"`{value}`")),
        source,
        value => IsText(value) && values.Contains(value.GetString()));

    public static MetadataRule SomeOf(string source, params string[] values) => new(
        $"some of {string.Join(", ", values.Select(value => $"`{value}`"))}",
        source,
        value => IsList(value, one => IsText(one) && values.Contains(one.GetString())));

    /// <summary>An address that is https, or http on the loopback.</summary>
    public static MetadataRule Address(string source) => new("an https address", source, IsAddress);

    public static MetadataRule Addresses(string source) =>
        new("up to 100 https addresses", source, value => IsList(value, IsAddress));

    public static MetadataRule Keys(string source) => new(
        "a set of public keys (RFC 7517): RSA from 2048 bits, or P-256, P-384, P-521; no private parts, no `kid` twice",
        source,
        PublicKeyRules.IsPublicSet);

    /// <summary>The same rule for a member that only operators set.</summary>
    public MetadataRule ForOperators() => this with { IsForOperators = true };

    internal static bool IsText(JsonElement value) =>
        value.ValueKind is JsonValueKind.String
        && value.GetString() is { Length: > 0 and <= LongestText } text
        && !text.Any(char.IsControl);

    internal static bool IsAddress(JsonElement value) =>
        IsText(value) && WebAddress.Read(value.GetString()!) is not null;

    internal static bool IsList(JsonElement value, Func<JsonElement, bool> isGood) =>
        value.ValueKind is JsonValueKind.Array && value.GetArrayLength() <= MostValues && value.EnumerateArray().All(isGood);
}
