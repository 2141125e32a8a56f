using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HostedAuth.Core.Outbound;

/// <summary>An answer, whole.</summary>
/// <param name="Status">The status; a redirect is an answer like any other and isn't followed.</param>
/// <param name="Headers">By name, in any case.</param>
/// <param name="Body">At most as long as the caller takes.</param>
public sealed record OutboundAnswer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The text in a member of the body; null where the body is no JSON object, or has no such text.</summary>
    public string? FindText(string member)
    {
        try
        {
            return JsonNode.Parse(Body) is JsonObject json
                && json[member] is JsonValue value
                && value.TryGetValue<string>(out var text)
                ? text
                : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // No JSON, or an object with a member twice.
            return null;
        }
    }
}
