using System.Globalization;
using System.Text;
using System.Text.Json;
using HostedAuth.Core.AppClients;

namespace HostedAuth.Oidc.Registration;

/// <summary>
/// Reads what a client says of itself (RFC 7591, section 2; OpenID Connect Registration, section 2), within what the pool
/// lets it be. What isn't known is ignored.
/// </summary>
internal static class RegistrationReader
{
    private const int LongestName = 128;
    private const int MostAddresses = 100;

    /// <exception cref="OAuthException">invalid_redirect_uri, invalid_client_metadata, unapproved_software_statement.</exception>
    /// <exception cref="Core.Errors.AuthException">The metadata contradicts its rules.</exception>
    public static ClientRegistration Read(JsonElement body, RegistrationPolicy policy)
    {
        if (Has(body, "software_statement"))
        {
            // Its values would have to win over those beside it (RFC 7591, section 2.3), and nobody here vouches for its issuer.
            throw new OAuthException("unapproved_software_statement", "Software statements are not accepted.");
        }

        var flows = RegistrationGrants.Flows(Texts(body, "grant_types") ?? [RegistrationGrants.Code], policy);
        var callbacks = Texts(body, "redirect_uris") ?? [];
        var metadata = OAuthMetadataDocument.ReadFromClient(body) with
        {
            ResponseTypes = RegistrationGrants.ResponseTypes(Texts(body, "response_types"), flows),
        };
        RedirectRules.Check(callbacks, flows, metadata.ApplicationType);
        var afterLogout = Texts(body, "post_logout_redirect_uris") ?? [];
        if (afterLogout.Count > MostAddresses || afterLogout.Any(url => RedirectUrls.Fault(url) is not null))
        {
            throw Refusal("post_logout_redirect_uris must hold addresses that a browser may be sent to.");
        }

        return new(NameOf(body), flows, ScopesOf(body, policy, flows), callbacks, afterLogout, metadata);
    }

    private static string? NameOf(JsonElement body)
    {
        var name = Text(body, "client_name");
        return name is null || (name.Length is > 0 and <= LongestName && !name.EnumerateRunes().Any(IsUnseen))
            ? name
            : throw Refusal($"client_name has up to {LongestName} characters, all of them to be seen.");
    }

    /// <summary>
    /// Controls, what turns the direction of a text or has no width, and what no font or each its own way shows: names that look
    /// like another's are made of it.
    /// </summary>
    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.PrivateUse;

    /// <summary>
    /// What it asks for, as far as the pool lets it; the answer says what came of it (RFC 7591, section 3.2.1). Who asks for
    /// nothing may have all.
    /// </summary>
    private static List<string> ScopesOf(JsonElement body, RegistrationPolicy policy, IReadOnlyList<string> flows)
    {
        // Nobody is there whom the scopes of OpenID Connect could speak of.
        var allowed = flows is [RegistrationGrants.ClientCredentials]
            ? policy.Scopes.Where(scope => !Scopes.IsBuiltIn(scope)).ToList()
            : policy.Scopes;
        var asked = Text(body, "scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        List<string> scopes = [.. asked is null ? allowed : allowed.Intersect(asked)];
        return scopes.Count > 0 ? scopes : throw Refusal("None of the scopes can be registered.");
    }

    private static bool Has(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null;

    private static string? Text(JsonElement body, string name) => !Has(body, name)
        ? null
        : body.GetProperty(name) is { ValueKind: JsonValueKind.String } value
            ? value.GetString()
            : throw Refusal($"{name} must be a text.");

    private static List<string>? Texts(JsonElement body, string name)
    {
        if (!Has(body, name))
        {
            return null;
        }

        var value = body.GetProperty(name);
        return value.ValueKind is JsonValueKind.Array
            && value.EnumerateArray().All(one => one.ValueKind is JsonValueKind.String)
                ? [.. value.EnumerateArray().Select(one => one.GetString()!).Distinct()]
                : throw Refusal($"{name} must be an array of texts.");
    }

    private static OAuthException Refusal(string description) => new("invalid_client_metadata", description);
}
