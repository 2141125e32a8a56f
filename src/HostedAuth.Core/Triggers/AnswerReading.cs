using System.Text.Json.Nodes;
using HostedAuth.Core.Errors;

namespace HostedAuth.Core.Triggers;

/// <summary>
/// Reads members of a trigger's response; absent or null is nothing. Refuses with InvalidLambdaResponse what has
/// another type.
/// </summary>
internal static class AnswerReading
{
    public static bool IsText(this JsonNode value) => value is JsonValue text && text.TryGetValue<string>(out _);

    /// <summary>A flag; false for nothing.</summary>
    public static bool FlagAt(this JsonObject response, string name) => response[name] switch
    {
        null => false,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw Unreadable(),
    };

    /// <summary>A text; null for nothing.</summary>
    public static string? TextAt(this JsonObject response, string name) => response[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw Unreadable(),
    };

    /// <summary>An object; null for nothing.</summary>
    public static JsonObject? ObjectAt(this JsonObject response, string name) => response[name] switch
    {
        null => null,
        JsonObject value => value,
        _ => throw Unreadable(),
    };

    /// <summary>A list of texts; none for nothing.</summary>
    public static IReadOnlyList<string> TextsAt(this JsonObject response, string name) => response[name] switch
    {
        null => [],
        JsonArray list when list.All(text => text?.IsText() == true) => [.. list.Select(text => text!.GetValue<string>())],
        _ => throw Unreadable(),
    };

    /// <summary>Texts by name; none for nothing. Names without a value are left out.</summary>
    public static IReadOnlyDictionary<string, string> MapAt(this JsonObject response, string name)
    {
        var map = new Dictionary<string, string>();
        foreach (var (key, value) in response.ObjectAt(name) ?? [])
        {
            if (value is not null)
            {
                map.Add(key, value.IsText() ? value.GetValue<string>() : throw Unreadable());
            }
        }

        return map;
    }

    private static AuthException Unreadable() => AuthError.TriggerAnswerUnreadable.AsException();
}
