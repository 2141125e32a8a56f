using System.Text.Json;
using HostedAuth.CognitoApi.Protocol.Contract;

namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

/// <summary>Compares an answer with the shape that the contract declares.</summary>
internal static class DeclaredShape
{
    private static readonly ApiContract Contract = ApiContract.UserPools;

    /// <summary>Everything in the answer that the contract doesn't have, or has otherwise.</summary>
    public static IEnumerable<string> Deviations(string? shapeName, JsonElement value)
    {
        if (shapeName is null)
        {
            return value.EnumerateObject().Any() ? ["The answer should be empty."] : [];
        }

        return Walk(shapeName, value, shapeName);
    }

    private static IEnumerable<string> Walk(string shapeName, JsonElement value, string path)
    {
        var shape = Contract.Shapes[shapeName];
        if (!IsOfType(shape.Type, value))
        {
            return [$"{path}: {value.ValueKind} instead of {shape.Type}"];
        }

        return shape.Type switch
        {
            ShapeType.Structure => Structure(shape, value, path),
            ShapeType.List => value.EnumerateArray().SelectMany((item, i) => Walk(shape.Of!, item, $"{path}.{i}")),
            ShapeType.Map => value.EnumerateObject().SelectMany(entry => Walk(shape.Of!, entry.Value, $"{path}.{entry.Name}")),
            ShapeType.String when shape.Enum is { } names && !names.Contains(value.GetString()!) => [$"{path}: out of enum"],
            _ => [],
        };
    }

    private static IEnumerable<string> Structure(Shape shape, JsonElement value, string path)
    {
        var missing = shape.Required.Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{path}: {name} is missing");
        return missing.Concat(value.EnumerateObject().SelectMany(member =>
            shape.Members.TryGetValue(member.Name, out var of)
                ? Walk(of, member.Value, $"{path}.{member.Name}")
                : [$"{path}: {member.Name} is not declared"]));
    }

    private static bool IsOfType(ShapeType type, JsonElement value) => type switch
    {
        ShapeType.Structure or ShapeType.Map => value.ValueKind is JsonValueKind.Object,
        ShapeType.List => value.ValueKind is JsonValueKind.Array,
        ShapeType.String or ShapeType.Blob => value.ValueKind is JsonValueKind.String,
        ShapeType.Integer => value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out _),
        ShapeType.Long => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        ShapeType.Timestamp => value.ValueKind is JsonValueKind.Number,
        ShapeType.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => true,
    };
}
