using System.Text.Json;

namespace HostedAuth.Core.AccessKeys;

/// <summary>One statement of an <see cref="AccessPolicy"/>.</summary>
internal sealed class AccessStatement
{
    private static readonly string[] Members = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource"];

    public required bool IsAllow { get; init; }

    /// <summary>Patterns of actions, compared without case; every other action when <see cref="OtherActions"/>.</summary>
    public required IReadOnlyList<string> Actions { get; init; }

    public required bool OtherActions { get; init; }

    /// <summary>Patterns of ARNs; every other resource when <see cref="OtherResources"/>.</summary>
    public required IReadOnlyList<string> Resources { get; init; }

    public required bool OtherResources { get; init; }

    public bool Covers(string action, string resource) =>
        Actions.Any(pattern => Wildcard.Matches(pattern, action, ignoreCase: true)) != OtherActions
        && Resources.Any(pattern => Wildcard.Matches(pattern, resource, ignoreCase: false)) != OtherResources;

    /// <exception cref="FormatException">The statement can't be honoured; the message says why.</exception>
    public static AccessStatement Read(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object)
        {
            throw new FormatException("A statement is a JSON object.");
        }

        foreach (var member in json.EnumerateObject().Where(member => !Members.Contains(member.Name)))
        {
            throw new FormatException($"This server can't honour the member {member.Name} of a statement.");
        }

        var (actions, otherActions) = ReadPair(json, "Action", "NotAction");
        var (resources, otherResources) = ReadPair(json, "Resource", "NotResource");
        return new AccessStatement
        {
            IsAllow = json.TryGetProperty("Effect", out var effect) && effect.ValueKind is JsonValueKind.String
                ? effect.GetString() switch
                {
                    "Allow" => true,
                    "Deny" => false,
                    _ => throw new FormatException("The Effect of a statement is Allow or Deny."),
                }
                : throw new FormatException("A statement needs an Effect."),
            Actions = actions,
            OtherActions = otherActions,
            Resources = resources,
            OtherResources = otherResources,
        };
    }

    private static (IReadOnlyList<string> Patterns, bool Other) ReadPair(JsonElement json, string name, string otherName)
    {
        var has = json.TryGetProperty(name, out var value);
        var hasOther = json.TryGetProperty(otherName, out var otherValue);
        if (has == hasOther)
        {
            throw new FormatException($"A statement needs either {name} or {otherName}.");
        }

        return (ReadTexts(has ? value : otherValue, has ? name : otherName), hasOther);
    }

    private static IReadOnlyList<string> ReadTexts(JsonElement value, string name)
    {
        IReadOnlyList<JsonElement> items = value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        if (items.Count == 0 || items.Any(item => item.ValueKind is not JsonValueKind.String))
        {
            throw new FormatException($"{name} is a text or a list of texts.");
        }

        return [.. items.Select(item => item.GetString()!).Select(text => text.Contains("${", StringComparison.Ordinal)
            ? throw new FormatException("This server can't honour policy variables.")
            : text)];
    }
}
