using System.Text.Json;
using HostedAuth.Core.AppClients;

namespace HostedAuth.Core.Tokens;

/// <summary>The claims of an access token of RFC 9068, section 2.2; <c>event_id</c> and <c>origin_jti</c> are our own.</summary>
internal static class Rfc9068Claims
{
    /// <summary>The <c>typ</c> (section 2.1).</summary>
    public const string Type = "at+jwt";

    /// <summary>A user's.</summary>
    public static void Write(Utf8JsonWriter json, TokenSubject subject)
    {
        json.WriteString("iss", subject.Issuer);
        json.WriteString("sub", subject.Sub);
        WriteAudience(json, subject.Issuer, subject.Resources, subject.ScopesShown);
        json.WriteString("client_id", subject.Client.ClientId);
        json.WriteOrigin(subject);
        json.WriteString("event_id", subject.Session.EventId);
        json.WriteString("scope", string.Join(' ', subject.ScopesShown));
        json.WriteTimes(subject.Session.AuthenticatedAt, subject.Now, subject.AccessTokenLifetime);
        json.WriteAmr(subject);
        json.WriteActor(subject);
        if (subject.Groups.Count > 0)
        {
            json.WriteTexts("groups", subject.Groups.Select(group => group.Name));
        }

        var roles = subject.Groups.Select(group => group.RoleArn).OfType<string>().Distinct().ToList();
        if (roles.Count > 0)
        {
            json.WriteTexts("roles", roles);
        }
    }

    /// <summary>That of a client that acts for itself.</summary>
    public static void WriteForClient(Utf8JsonWriter json, ClientTokenSubject subject)
    {
        json.WriteString("iss", subject.Issuer);
        json.WriteString("sub", subject.Client.ClientId);
        WriteAudience(json, subject.Issuer, subject.Resources, subject.ScopesShown);
        json.WriteString("client_id", subject.Client.ClientId);
        json.WriteString("scope", string.Join(' ', subject.ScopesShown));
        json.WriteExpiry(subject.Now, subject.Client.AccessTokenLifetime);
    }

    /// <summary>
    /// The resources that were asked for; else those that the scopes are of, and the server itself for the scopes that are
    /// its own (section 3).
    /// </summary>
    private static void WriteAudience(
        Utf8JsonWriter json,
        string issuer,
        IReadOnlyList<string> resources,
        IReadOnlyList<string> scopes)
    {
        string[] audience = resources.Count > 0 ? [.. resources] : [.. scopes.Select(scope => Scopes.ServerOf(scope) ?? issuer).Distinct()];
        json.WriteAudience(audience.Length > 0 ? audience : [issuer]);
    }
}
