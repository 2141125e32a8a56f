using System.Text.Json.Nodes;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Tokens;

namespace HostedAuth.Core.Triggers;

/// <summary>
/// Reads what PreTokenGeneration answers. Refuses with InvalidLambdaResponse what has another shape than AWS's.
/// </summary>
internal static class TokenOverrides
{
    private const string Groups = "groupOverrideDetails";

    /// <param name="details">claimsOverrideDetails (version 1) or claimsAndScopeOverrideDetails.</param>
    /// <param name="version">Of the event.</param>
    public static ClaimOverrides Read(JsonObject details, int version)
    {
        if (version == 1)
        {
            return new ClaimOverrides { IdToken = ChangesIn(details, textsOnly: true), Groups = GroupsIn(details) };
        }

        var idToken = details.ObjectAt("idTokenGeneration") ?? [];
        var accessToken = details.ObjectAt("accessTokenGeneration") ?? [];
        return new ClaimOverrides
        {
            IdToken = ChangesIn(idToken, textsOnly: false),
            AccessToken = ChangesIn(accessToken, textsOnly: false),
            ScopesAdded = ScopesIn(accessToken, "scopesToAdd"),
            ScopesSuppressed = ScopesIn(accessToken, "scopesToSuppress"),
            Groups = GroupsIn(details),
        };
    }

    private static ClaimChanges ChangesIn(JsonObject token, bool textsOnly)
    {
        var added = new Dictionary<string, JsonNode>();
        foreach (var (name, value) in token.ObjectAt("claimsToAddOrOverride") ?? [])
        {
            if (textsOnly && value is not null && !value.IsText())
            {
                throw AuthError.TriggerAnswerUnreadable.AsException();
            }

            if (value is not null)
            {
                added.Add(name, value);
            }
        }

        return new ClaimChanges(added, token.TextsAt("claimsToSuppress"));
    }

    /// <summary>Nothing said leaves the groups; null or an empty object takes them all away (AWS's rule).</summary>
    private static GroupOverride? GroupsIn(JsonObject details)
    {
        if (!details.ContainsKey(Groups))
        {
            return null;
        }

        var groups = details.ObjectAt(Groups) ?? [];
        return new GroupOverride(
            groups.TextsAt("groupsToOverride"),
            groups.TextsAt("iamRolesToOverride"),
            groups.TextAt("preferredRole"));
    }

    private static IReadOnlyList<string> ScopesIn(JsonObject token, string name)
    {
        var scopes = token.TextsAt(name);
        return scopes.All(IsScope) ? scopes : throw AuthError.TriggerAnswerUnreadable.AsException();
    }

    /// <summary>RFC 6749, section 3.3.</summary>
    private static bool IsScope(string scope) =>
        scope.Length > 0 && scope.All(character => character is >= '!' and <= '~' and not '"' and not '\\');
}
