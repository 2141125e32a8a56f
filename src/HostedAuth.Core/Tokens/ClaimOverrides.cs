using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;

namespace HostedAuth.Core.Tokens;

/// <summary>What PreTokenGeneration wants otherwise in the tokens of one moment.</summary>
internal sealed record ClaimOverrides
{
    public ClaimChanges IdToken { get; init; } = ClaimChanges.None;

    public ClaimChanges AccessToken { get; init; } = ClaimChanges.None;

    /// <summary>Instead of the user's own; null leaves those.</summary>
    public GroupOverride? Groups { get; init; }

    public IReadOnlyList<string> ScopesAdded { get; init; } = [];

    public IReadOnlyList<string> ScopesSuppressed { get; init; } = [];

    /// <summary>The scopes of the access token.</summary>
    public IReadOnlyList<string> ScopesOf(IReadOnlyList<string> granted) =>
        [.. granted.Concat(ScopesAdded).Distinct().Except(ScopesSuppressed)];

    public void ApplyToAccessToken(JsonObject claims, ClientSnapshot client)
    {
        var isRfc9068 = client.AccessTokenFormat is AccessTokenFormat.Rfc9068;
        WriteGroups(claims, isRfc9068 ? "groups" : "cognito:groups");
        AccessToken.Apply(
            claims,
            // The one audience that an access token may be given, where it hasn't one; the scopes have a way of their own.
            (name, value) => name == "aud"
                ? !claims.ContainsKey("aud") && IsText(value, client.ClientId)
                : name != "scope" && !ProtectedClaims.Contain(name));
    }

    public void ApplyToIdToken(JsonObject claims)
    {
        if (Groups is not null)
        {
            WriteGroups(claims, "cognito:groups");
            WriteTexts(claims, "cognito:roles", Groups.Roles);
            claims.Remove("cognito:preferred_role");
            if (Groups.PreferredRole is { } role)
            {
                claims["cognito:preferred_role"] = role;
            }
        }

        IdToken.Apply(claims, (name, _) => !ProtectedClaims.Contain(name));
    }

    private void WriteGroups(JsonObject claims, string name)
    {
        if (Groups is not null)
        {
            WriteTexts(claims, name, Groups.Names);
        }
    }

    private static void WriteTexts(JsonObject claims, string name, IReadOnlyList<string> texts)
    {
        claims.Remove(name);
        if (texts.Count > 0)
        {
            claims[name] = new JsonArray([.. texts.Select(text => JsonValue.Create(text))]);
        }
    }

    private static bool IsText(JsonNode? value, string text) =>
        value is JsonValue node && node.TryGetValue<string>(out var given) && given == text;
}

/// <summary>Changes of one token's claims; what is suppressed stays away even where it is added too.</summary>
/// <param name="Added">By name; any JSON.</param>
/// <param name="Suppressed">Names.</param>
internal sealed record ClaimChanges(IReadOnlyDictionary<string, JsonNode> Added, IReadOnlyList<string> Suppressed)
{
    public static ClaimChanges None { get; } = new(new Dictionary<string, JsonNode>(), []);

    /// <param name="claims">Of the token, as it would be without a trigger.</param>
    /// <param name="mayChange">Whether a claim may be set to a value, or, by null, be taken away; what may not be is left alone.</param>
    public void Apply(JsonObject claims, Func<string, JsonNode?, bool> mayChange)
    {
        foreach (var (name, value) in Added.Where(claim => mayChange(claim.Key, claim.Value)))
        {
            claims[name] = value.DeepClone();
        }

        foreach (var name in Suppressed.Where(name => mayChange(name, null)))
        {
            claims.Remove(name);
        }
    }
}

/// <summary>The groups and roles that tokens tell.</summary>
internal sealed record GroupOverride(IReadOnlyList<string> Names, IReadOnlyList<string> Roles, string? PreferredRole);
