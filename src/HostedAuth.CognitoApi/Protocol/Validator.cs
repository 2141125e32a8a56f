using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using HostedAuth.CognitoApi.Protocol.Contract;

namespace HostedAuth.CognitoApi.Protocol;

/// <summary>
/// Checks a request's members against the contract, with AWS's texts: all that is wrong at once, nested paths as
/// <c>userAttributes.1.member.name</c>, sensitive values left out. A wrong JSON type is refused with
/// SerializationException, everything else with InvalidParameterException.
/// </summary>
internal sealed class Validator
{
    private const int LongestShownValue = 1024;

    private readonly ApiContract _contract;
    private readonly List<string> _errors = [];

    private Validator(ApiContract contract) => _contract = contract;

    public static void Check(ApiContract contract, OperationContract operation, JsonElement body)
    {
        var validator = new Validator(contract);
        try
        {
            validator.CheckStructure(contract.Shapes[operation.Input], body, "");
            ReadTexts(body);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are no UTF-8: JSON lets them through, but they are no text.
            throw WireException.Serialization("The request holds text that is not Unicode.");
        }

        if (validator._errors is { Count: > 0 } errors)
        {
            throw WireException.InvalidParameter(
                $"{errors.Count} validation error{(errors.Count == 1 ? "" : "s")} detected: {string.Join("; ", errors)}");
        }
    }

    /// <summary>Those of documents too, whose members the contract doesn't know. Throws where one is none.</summary>
    private static void ReadTexts(JsonElement body)
    {
        var bytes = JsonMarshal.GetRawUtf8Value(body);
        if (bytes.IndexOf("\\u"u8) >= 0 || !Utf8.IsValid(bytes))
        {
            ReadEach(body);
        }
    }

    private static void ReadEach(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    ReadEach(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    ReadEach(member.Value);
                }

                break;
        }
    }

    private void CheckStructure(Shape shape, JsonElement value, string path)
    {
        JsonTypes.Expect(value, JsonValueKind.Object);
        foreach (var (name, shapeName) in shape.Members)
        {
            var memberPath = path + Lower(name);
            var member = _contract.Shapes[shapeName];
            if (value.TryGetProperty(name, out var given) && given.ValueKind is not JsonValueKind.Null)
            {
                Check(member, given, memberPath);
            }
            else if (shape.Required.Contains(name))
            {
                _errors.Add(member.Sensitive
                    ? $"Value at '{memberPath}' failed to satisfy constraint: Member must not be null"
                    : $"Value null at '{memberPath}' failed to satisfy constraint: Member must not be null");
            }
        }
    }

    private void Check(Shape shape, JsonElement value, string path)
    {
        switch (shape.Type)
        {
            case ShapeType.Structure:
                CheckStructure(shape, value, path + ".");
                break;
            case ShapeType.List:
                CheckList(shape, value, path);
                break;
            case ShapeType.Map:
                CheckMap(shape, value, path);
                break;
            default:
                var problems = Constraints.Of(shape, value);
                Report(problems, path, shape.Sensitive ? null : Show(value));
                break;
        }
    }

    private void CheckList(Shape shape, JsonElement value, string path)
    {
        JsonTypes.Expect(value, JsonValueKind.Array);
        Report(Constraints.OfCount(shape, value.GetArrayLength()), path, shape.Sensitive ? null : Show(value));
        var element = _contract.Shapes[shape.Of!];
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            index++;
            if (item.ValueKind is JsonValueKind.Null)
            {
                Report(["Member must not be null"], $"{path}.{index}.member", null);
            }
            else if (element.Type is ShapeType.Structure or ShapeType.List or ShapeType.Map)
            {
                Check(element, item, $"{path}.{index}.member");
            }
            else
            {
                ReportInner("Member", Constraints.Of(element, item), path, element.Sensitive ? null : Show(value));
            }
        }
    }

    /// <summary>
    /// An entry without a value is no entry: libraries send <c>"DEVICE_KEY": null</c> (see <see cref="WireMap"/>).
    /// </summary>
    private void CheckMap(Shape shape, JsonElement value, string path)
    {
        JsonTypes.Expect(value, JsonValueKind.Object);
        var entries = value.EnumerateObject().Where(entry => entry.Value.ValueKind is not JsonValueKind.Null).ToList();
        Report(Constraints.OfCount(shape, entries.Count), path, null);
        var key = _contract.Shapes[shape.Key!];
        var element = _contract.Shapes[shape.Of!];
        foreach (var entry in entries)
        {
            ReportInner("Map keys", Constraints.OfText(key, entry.Name), path, null);
            if (element.Type is ShapeType.Structure or ShapeType.List or ShapeType.Map)
            {
                Check(element, entry.Value, $"{path}.{entry.Name}.member");
            }
            else
            {
                ReportInner("Map value", Constraints.Of(element, entry.Value), path, null);
            }
        }
    }

    private void Report(IEnumerable<string> problems, string path, string? shown)
    {
        foreach (var problem in problems)
        {
            _errors.Add(
                $"Value{(shown is null ? "" : $" '{shown}'")} at '{path}' failed to satisfy constraint: {problem}");
        }
    }

    private void ReportInner(string what, IReadOnlyList<string> problems, string path, string? shown)
    {
        if (problems.Count > 0)
        {
            Report([$"{what} must satisfy constraint: [{string.Join(", ", problems)}]"], path, shown);
        }
    }

    private static string Show(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Take(20).Select(Show))}]",
            JsonValueKind.Object => "{…}",
            _ => value.ToString(),
        };
        return text.Length <= LongestShownValue ? text : string.Concat(text.AsSpan(0, LongestShownValue), "…");
    }

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
