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
    /// <param name="members">The members, checked against the contract.</param>
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
            details.ClientMetadata = metadata.EnumerateObject()
                .ToDictionary(pair => pair.Name, pair => pair.Value.GetString() ?? "");
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
        details.IpAddress = ReadAddress(context.GetProperty("IpAddress"));
        details.UserAgent = CallDetails.Shorten(ReadPairs(context.GetProperty("HttpHeaders"), "headerName", "headerValue")
            .FirstOrDefault(header => header.Key.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)).Value);
    }

    private static string? ReadAddress(JsonElement member) =>
        IPAddress.TryParse(member.GetString(), out var address) ? address.ToString() : null;

    /// <summary>Of two pairs under one name the later counts.</summary>
    private static Dictionary<string, string> ReadPairs(JsonElement list, string name, string value)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var pair in list.EnumerateArray())
        {
            if (pair.TryGetProperty(name, out var key) && key.GetString() is { } text)
            {
                pairs[text] = pair.TryGetProperty(value, out var content) ? content.GetString() ?? "" : "";
            }
        }

        return pairs;
    }
}
