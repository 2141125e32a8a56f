using System.Text.Json;

namespace HostedAuth.CognitoApi.Protocol.Contract;

/// <summary>
/// One type of the wire model with its limits; lengths are those of strings, lists and maps, values those of numbers.
/// </summary>
internal sealed record Shape
{
    public required ShapeType Type { get; init; }

    /// <summary>The members of a structure: the name of each one's shape.</summary>
    public IReadOnlyDictionary<string, string> Members { get; init; } = new Dictionary<string, string>();

    /// <summary>The members that must be there.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>The shape of a map's keys.</summary>
    public string? Key { get; init; }

    /// <summary>The shape of a list's elements or of a map's values.</summary>
    public string? Of { get; init; }

    public long? Min { get; init; }

    public long? Max { get; init; }

    /// <summary>Matches the whole value, as the model has it (a Java expression).</summary>
    public string? Pattern { get; init; }

    public IReadOnlyList<string>? Enum { get; init; }

    /// <summary>Never to be shown again, in no log and no message.</summary>
    public bool Sensitive { get; init; }

    /// <summary><see cref="Pattern"/>, ready to use.</summary>
    public WirePattern? CompiledPattern { get; init; }

    internal static Shape Read(JsonElement json) => new()
    {
        Type = System.Enum.Parse<ShapeType>(json.GetProperty("type").GetString()!, ignoreCase: true),
        Members = json.TryGetProperty("members", out var members)
            ? members.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString()!)
            : new Dictionary<string, string>(),
        Required = Texts(json, "required") ?? [],
        Key = Text(json, "key"),
        Of = Text(json, "of"),
        Min = Number(json, "min"),
        Max = Number(json, "max"),
        Pattern = Text(json, "pattern"),
        Enum = Texts(json, "enum"),
        Sensitive = json.TryGetProperty("sensitive", out var sensitive) && sensitive.GetBoolean(),
        CompiledPattern = Text(json, "pattern") is { } pattern ? new WirePattern(pattern) : null,
    };

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static long? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetInt64() : null;

    private static List<string>? Texts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : null;
}
