using System.Text.Json.Nodes;
using HostedAuth.CognitoApi.Protocol.Contract;

namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

/// <summary>One thing wrong with one member.</summary>
/// <param name="What">Where and how, for people.</param>
/// <param name="Value">What to send.</param>
/// <param name="Error">The error to expect.</param>
/// <param name="Text">What the message must hold.</param>
internal sealed record BadValue(string What, JsonNode? Value, string Error, string Text);

/// <summary>Makes, from the contract, everything that can be wrong with a member: as deep as structures go.</summary>
internal static class BadValues
{
    /// <summary>Stands for an escape that is no text, which the tests' own writer would refuse to write.</summary>
    public const string HalfCharacter = "half-a-character";

    private const string Invalid = "InvalidParameterException";
    private static readonly ApiContract Contract = ApiContract.UserPools;
    private static readonly string[] OffPattern = ["\u0001", "\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001", " ", "ä", "\n"];

    /// <summary>Bad values for a shape. What encloses them is as small as can be: its own members may be missing.</summary>
    public static IEnumerable<BadValue> Of(string shapeName)
    {
        var shape = Contract.Shapes[shapeName];
        IEnumerable<BadValue> bad = shape.Type switch
        {
            ShapeType.Structure => OfStructure(shape),
            ShapeType.List => OfList(shape),
            ShapeType.Map => OfMap(shape),
            ShapeType.String => OfString(shape),
            ShapeType.Integer or ShapeType.Long => OfNumber(shape),
            ShapeType.Blob => OfBlob(shape),
            _ => [],
        };
        return shape.Type is ShapeType.Document ? [] : bad.Append(WrongType(shape));
    }

    private static BadValue WrongType(Shape shape) => new(
        "of the wrong type",
        shape.Type is ShapeType.String or ShapeType.Blob ? JsonValue.Create(5) : JsonValue.Create("text"),
        "SerializationException",
        "");

    private static IEnumerable<BadValue> OfString(Shape shape)
    {
        if (shape.Enum is not null)
        {
            yield return new("out of enum", "NONE_OF_THESE", Invalid, "Member must satisfy enum value set: [");
        }

        if (shape.Min > 0)
        {
            var text = new string('a', (int)shape.Min - 1);
            yield return new("too short", text, Invalid, $"Member must have length greater than or equal to {shape.Min}");
        }

        if (shape.Max is { } max)
        {
            var text = new string('a', (int)max + 1);
            yield return new("too long", text, Invalid, $"Member must have length less than or equal to {max}");
        }

        if (shape.CompiledPattern is { } pattern && OffPattern.FirstOrDefault(text => !pattern.Matches(text)) is { } off)
        {
            yield return new("off pattern", off, Invalid, $"Member must satisfy regular expression pattern: {shape.Pattern}");
        }

        yield return new("of half a character", HalfCharacter, "SerializationException", "");
    }

    private static IEnumerable<BadValue> OfNumber(Shape shape)
    {
        if (shape.Min is { } min)
        {
            yield return new("too small", min - 1, Invalid, $"Member must have value greater than or equal to {min}");
        }

        if (shape.Max is { } max and < int.MaxValue)
        {
            yield return new("too large", max + 1, Invalid, $"Member must have value less than or equal to {max}");
        }

        yield return new("not whole", 1.5, "SerializationException", "");
        yield return new("beyond all numbers", 1e300, "SerializationException", "");
    }

    private static IEnumerable<BadValue> OfBlob(Shape shape)
    {
        if (shape.Max is { } max)
        {
            var bytes = Convert.ToBase64String(new byte[max + 1]);
            yield return new("too long", bytes, Invalid, $"Member must have length less than or equal to {max}");
        }
    }

    private static IEnumerable<BadValue> OfStructure(Shape shape)
    {
        foreach (var name in shape.Required)
        {
            yield return new($"without {name}", new JsonObject(), Invalid, "Member must not be null");
        }

        foreach (var (name, member) in shape.Members)
        {
            foreach (var bad in Of(member))
            {
                yield return bad with { What = $"{name} {bad.What}", Value = new JsonObject { [name] = bad.Value?.DeepClone() } };
            }
        }
    }

    private static IEnumerable<BadValue> OfList(Shape shape)
    {
        if (shape.Min > 0)
        {
            yield return new("empty", new JsonArray(), Invalid, $"Member must have length greater than or equal to {shape.Min}");
        }

        if (shape.Max is < 1000 and { } max)
        {
            var many = new JsonArray([.. Enumerable.Range(0, (int)max + 1).Select(_ => Good(shape.Of!))]);
            yield return new("too long", many, Invalid, $"Member must have length less than or equal to {max}");
        }

        yield return new("with null", new JsonArray([null]), Invalid, "Member must not be null");
        foreach (var bad in Of(shape.Of!))
        {
            yield return bad with { What = $"element {bad.What}", Value = new JsonArray(bad.Value?.DeepClone()) };
        }
    }

    private static IEnumerable<BadValue> OfMap(Shape shape)
    {
        foreach (var bad in Of(shape.Of!))
        {
            yield return bad with { What = $"value {bad.What}", Value = new JsonObject { ["key"] = bad.Value?.DeepClone() } };
        }

        if (Contract.Shapes[shape.Key!] is { Max: { } max })
        {
            var long_ = new JsonObject { [new string('k', (int)max + 1)] = Good(shape.Of!) };
            yield return new("key too long", long_, Invalid, "Map keys must satisfy constraint: [");
        }
    }

    /// <summary>Of the right type; its limits don't matter here.</summary>
    private static JsonNode Good(string shapeName) => Contract.Shapes[shapeName].Type switch
    {
        ShapeType.Structure or ShapeType.Map => new JsonObject(),
        ShapeType.List => new JsonArray(),
        ShapeType.String => "a",
        ShapeType.Boolean => true,
        _ => 1,
    };
}
