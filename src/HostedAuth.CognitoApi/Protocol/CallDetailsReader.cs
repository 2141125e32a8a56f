using System.Net;
using System.Text.Json;
using HostedAuth.Core.Requests;

namespace HostedAuth.CognitoApi.Protocol;

/// <summary>Reads the members that many operations share and that are about the caller, not about what is asked.</summary>
internal static class CallDetailsReader
{
    private static readonly string[] AboutTheCaller =
        ["ClientMetadata", "ValidationData", "ContextData", "UserContextData"];

    /// <summary>True when the request says something of its caller, so that the details are worth making.</summary>
    public static bool HasAny(JsonElement members) =>
        members.ValueKind is JsonValueKind.Object
        && AboutTheCaller.Any(name => members.TryGetProperty(name, out _));

    /// <param name="details">The details of the request at hand.</param>
    /// <param name="members">
    /// The members. Where the operation's contract has them they were checked against it; elsewhere they may be anything, and
    /// what isn't of their form is left aside.
    /// </param>
    /// <param name="isSigned">Whether a trusted backend calls: it may say for whom (ContextData).</param>
    public static void Read(CallDetails details, JsonElement members, bool isSigned)
    {
        details.IsOfBackend = isSigned;
        if (members.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        if (members.TryGetProperty("ClientMetadata", out var metadata) && metadata.ValueKind is JsonValueKind.Object)
        {
            details.ClientMetadata = ReadMap(metadata);
        }

        if (members.TryGetProperty("ValidationData", out var validation) && validation.ValueKind is JsonValueKind.Array)
        {
            details.ValidationData = ReadPairs(validation, "Name", "Value");
        }

        if (isSigned && members.TryGetProperty("ContextData", out var context) && context.ValueKind is JsonValueKind.Object)
        {
            details.IsOfBackend = false;
            ReadContext(details, context);
        }

        if (!isSigned && members.TryGetProperty("UserContextData", out var told) && told.ValueKind is JsonValueKind.Object)
        {
            details.ToldIpAddress = told.TryGetProperty("IpAddress", out var address) ? ReadAddress(address) : null;
        }
    }

    private static void ReadContext(CallDetails details, JsonElement context)
    {
        details.IpAddress = context.TryGetProperty("IpAddress", out var address) ? ReadAddress(address) : null;
        if (context.TryGetProperty("HttpHeaders", out var headers) && headers.ValueKind is JsonValueKind.Array)
        {
            details.UserAgent = CallDetails.Shorten(ReadPairs(headers, "headerName", "headerValue")
                .FirstOrDefault(header => header.Key.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)).Value);
        }
    }

    private static string? ReadAddress(JsonElement member) =>
        IPAddress.TryParse(ReadText(member), out var address) ? address.ToString() : null;

    private static string? ReadText(JsonElement member) =>
        member.ValueKind is JsonValueKind.String ? member.GetString() : null;

    /// <summary>Of two members of one name the later counts.</summary>
    private static Dictionary<string, string> ReadMap(JsonElement map)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var pair in map.EnumerateObject())
        {
            pairs[pair.Name] = ReadText(pair.Value) ?? "";
        }

        return pairs;
    }

    /// <summary>Of two pairs under one name the later counts.</summary>
    private static Dictionary<string, string> ReadPairs(JsonElement list, string name, string value)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var pair in list.EnumerateArray())
        {
            if (pair.ValueKind is JsonValueKind.Object && pair.TryGetProperty(name, out var key) && ReadText(key) is { } text)
            {
                pairs[text] = pair.TryGetProperty(value, out var content) ? ReadText(content) ?? "" : "";
            }
        }

        return pairs;
    }
}
