using System.Text.Json;
using HostedAuth.CognitoApi.Protocol.Contract;

namespace HostedAuth.CognitoApi.Protocol;

/// <summary>The limits of one value, each violation in AWS's words.</summary>
internal static class Constraints
{
    /// <summary>What is wrong with a text, number, boolean, time, blob or document.</summary>
    public static IReadOnlyList<string> Of(Shape shape, JsonElement value)
    {
        switch (shape.Type)
        {
            case ShapeType.String:
                JsonTypes.Expect(value, JsonValueKind.String);
                return OfText(shape, value.GetString()!);
            case ShapeType.Integer or ShapeType.Long:
                return OfNumber(shape, JsonTypes.Integer(value, shape.Type));
            case ShapeType.Blob:
                return OfCount(shape, JsonTypes.Bytes(value).Length);
            case ShapeType.Boolean:
                JsonTypes.ExpectBoolean(value);
                return [];
            case ShapeType.Timestamp:
                JsonTypes.Expect(value, JsonValueKind.Number);
                return [];
            default:
                return [];
        }
    }

    public static IReadOnlyList<string> OfText(Shape shape, string text)
    {
        var problems = new List<string>();
        if (shape.Enum is { } names && !names.Contains(text))
        {
            problems.Add($"Member must satisfy enum value set: [{string.Join(", ", names)}]");
        }

        // Smithy counts characters, not UTF-16 units.
        problems.AddRange(OfCount(shape, text.EnumerateRunes().Count()));
        if (shape.CompiledPattern?.Matches(text) == false)
        {
            problems.Add($"Member must satisfy regular expression pattern: {shape.Pattern}");
        }

        if (text.Contains('\0', StringComparison.Ordinal) && problems.Count == 0)
        {
            // PostgreSQL keeps every character but this one.
            problems.Add("Member must not hold the character U+0000");
        }

        return problems;
    }

    /// <summary>The length of a text, blob, list or map.</summary>
    public static IReadOnlyList<string> OfCount(Shape shape, int count)
    {
        if (count < shape.Min)
        {
            return [$"Member must have length greater than or equal to {shape.Min}"];
        }

        return count > shape.Max ? [$"Member must have length less than or equal to {shape.Max}"] : [];
    }

    private static IReadOnlyList<string> OfNumber(Shape shape, long number)
    {
        if (number < shape.Min)
        {
            return [$"Member must have value greater than or equal to {shape.Min}"];
        }

        return number > shape.Max ? [$"Member must have value less than or equal to {shape.Max}"] : [];
    }
}
