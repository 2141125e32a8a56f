using System.Text.Json;

namespace HostedAuth.Core.Tokens;

/// <summary>Claims that ID and access tokens write alike.</summary>
internal static class SharedClaims
{
    public static void WriteGroups(this Utf8JsonWriter json, TokenSubject subject)
    {
        // Absent without groups, as in Cognito's tokens.
        if (subject.Groups.Count > 0)
        {
            json.WriteTexts("cognito:groups", subject.Groups.Select(group => group.Name));
        }
    }

    public static void WriteOrigin(this Utf8JsonWriter json, TokenSubject subject)
    {
        if (subject.Client.RevokesTokens)
        {
            json.WriteString("origin_jti", subject.Session.Id);
        }
    }

    public static void WriteTimes(this Utf8JsonWriter json, DateTimeOffset authenticatedAt, DateTimeOffset now, TimeSpan lifetime)
    {
        json.WriteNumber("auth_time", authenticatedAt.ToUnixTimeSeconds());
        json.WriteExpiry(now, lifetime);
    }

    public static void WriteExpiry(this Utf8JsonWriter json, DateTimeOffset now, TimeSpan lifetime)
    {
        json.WriteNumber("exp", (now + lifetime).ToUnixTimeSeconds());
        json.WriteNumber("iat", now.ToUnixTimeSeconds());
        json.WriteString("jti", Guid.NewGuid());
    }

    /// <summary>How the user proved themselves, and how much that is.</summary>
    public static void WriteAmr(this Utf8JsonWriter json, TokenSubject subject)
    {
        if (subject.Session.Acr is { } acr)
        {
            json.WriteString("acr", acr);
        }

        if (subject.Session.Amr.Count > 0)
        {
            json.WriteTexts("amr", subject.Session.Amr);
        }
    }

    /// <summary>Who acts for the user (RFC 8693, section 4.1).</summary>
    public static void WriteActor(this Utf8JsonWriter json, TokenSubject subject)
    {
        if (subject.Actor is { } actor)
        {
            json.WritePropertyName("act");
            actor.WriteTo(json);
        }
    }

    /// <summary>What the token is for, one or several (RFC 7519, section 4.1.3); absent for nothing named.</summary>
    public static void WriteAudience(this Utf8JsonWriter json, IReadOnlyList<string> audience)
    {
        if (audience is [var only])
        {
            json.WriteString("aud", only);
        }
        else if (audience.Count > 1)
        {
            json.WriteTexts("aud", audience);
        }
    }

    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
