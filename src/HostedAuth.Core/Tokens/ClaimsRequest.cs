using System.Text.Json;
using System.Text.Json.Nodes;

namespace HostedAuth.Core.Tokens;

/// <summary>
/// The <c>claims</c> parameter (OIDC Core, section 5.5): claims asked for one by one. It opens attributes that the scopes
/// don't, never one that the client may not read.
/// </summary>
public sealed class ClaimsRequest
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    private ClaimsRequest(IReadOnlyDictionary<string, RequestedClaim> idToken, IReadOnlyDictionary<string, RequestedClaim> userInfo)
    {
        IdToken = idToken;
        UserInfo = userInfo;
    }

    /// <summary>What the ID token should tell, by name.</summary>
    public IReadOnlyDictionary<string, RequestedClaim> IdToken { get; }

    /// <summary>What userInfo should tell, by name.</summary>
    public IReadOnlyDictionary<string, RequestedClaim> UserInfo { get; }

    /// <summary>The request; one for nothing where there is none; null where it is none that can be read.</summary>
    public static ClaimsRequest? Parse(string? json)
    {
        if (json is null)
        {
            return new(Nothing, Nothing);
        }

        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(Read(document.RootElement, "id_token"), Read(document.RootElement, "userinfo"))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON, or not of the form of section 5.5.
            return null;
        }
    }

    /// <summary>The names of all that is asked for, each once.</summary>
    public IEnumerable<string> Names => IdToken.Keys.Union(UserInfo.Keys);

    /// <summary>The request for nothing but claims of some names, to be kept; null where none is left.</summary>
    public string? ToJson(Func<string, bool> isKept)
    {
        if (!Names.Any(isKept))
        {
            return null;
        }

        return new JsonObject { ["id_token"] = Write(IdToken, isKept), ["userinfo"] = Write(UserInfo, isKept) }.ToJsonString();
    }

    /// <summary>Whether a claim with its value is asked for.</summary>
    public static bool Asks(IReadOnlyDictionary<string, RequestedClaim> claims, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return claims.TryGetValue(name, out var asked) && (asked.Values.Count == 0 || asked.Values.Contains(value));
    }

    private static Dictionary<string, RequestedClaim> Nothing { get; } = [];

    private static JsonObject Write(IReadOnlyDictionary<string, RequestedClaim> claims, Func<string, bool> isKept) => new(
        claims.Where(claim => isKept(claim.Key)).Select(claim => KeyValuePair.Create(claim.Key, claim.Value.ToNode())));

    private static Dictionary<string, RequestedClaim> Read(JsonElement request, string member)
    {
        Dictionary<string, RequestedClaim> claims = [];
        if (request.TryGetProperty(member, out var named) && named.ValueKind != JsonValueKind.Null)
        {
            foreach (var claim in named.EnumerateObject())
            {
                claims[claim.Name] = RequestedClaim.Read(claim.Value);
            }
        }

        return claims;
    }
}

/// <summary>How one claim is asked for (OIDC Core, section 5.5.1).</summary>
/// <param name="IsEssential">Whether the client can't go on without it.</param>
/// <param name="Values">The values that would do, as texts; empty for any.</param>
public sealed record RequestedClaim(bool IsEssential, IReadOnlyList<string> Values)
{
    /// <exception cref="InvalidOperationException">It is neither null nor such an object.</exception>
    internal static RequestedClaim Read(JsonElement claim)
    {
        if (claim.ValueKind == JsonValueKind.Null)
        {
            return new(false, []);
        }

        var isEssential = claim.TryGetProperty("essential", out var essential) && essential.GetBoolean();
        List<string> values = [];
        if (claim.TryGetProperty("value", out var value))
        {
            values.Add(TextOf(value));
        }

        if (claim.TryGetProperty("values", out var several))
        {
            values.AddRange(several.EnumerateArray().Select(TextOf));
        }

        return new(isEssential, values);
    }

    /// <summary>As it is read again.</summary>
    internal JsonNode? ToNode() => Values.Count == 0
        ? null
        : new JsonObject { ["values"] = new JsonArray([.. Values.Select(value => (JsonNode?)JsonValue.Create(value))]) };

    /// <summary>As attributes have it.</summary>
    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetRawText(),
    };
}
