using System.Text.Json;
using HostedAuth.Core.Tokens;

namespace HostedAuth.Oidc.Introspection;

/// <summary>The members of an introspection answer (RFC 7662, section 2.2).</summary>
internal static class IntrospectionMembers
{
    /// <summary>Those of an access token that stand in the answer as they do in the token; <c>act</c> is of RFC 8693.</summary>
    private static readonly string[] OfToken =
    [
        "scope", "client_id", "username", "exp", "iat", "nbf", "sub", "aud", "iss", "jti", "cnf", "acr", "amr", "auth_time",
        "act",
    ];

    /// <param name="json">Inside the answer.</param>
    /// <param name="found">Null for a token of which nothing may be said.</param>
    public static void Write(Utf8JsonWriter json, ActiveToken? found)
    {
        json.WriteBoolean("active", found is not null);
        switch (found)
        {
            case ActiveToken.Access access:
                WriteAccess(json, access.Claims);
                break;
            case ActiveToken.Refresh refresh:
                WriteRefresh(json, refresh);
                break;
        }
    }

    private static void WriteAccess(Utf8JsonWriter json, JsonElement claims)
    {
        json.WriteString("token_type", Confirmation.Of(claims).TokenType);
        foreach (var name in OfToken)
        {
            if (claims.TryGetProperty(name, out var value))
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        }
    }

    // Without token_type: it says how an access token is used (RFC 6749, section 7.1), and this one is used otherwise.
    private static void WriteRefresh(Utf8JsonWriter json, ActiveToken.Refresh refresh)
    {
        var session = refresh.Session;
        json.WriteString("scope", string.Join(' ', session.Scopes));
        json.WriteString("client_id", session.ClientId);
        json.WriteString("username", refresh.Username);
        json.WriteNumber("exp", refresh.ExpiresAt.ToUnixTimeSeconds());
        json.WriteNumber("iat", session.CreatedAt.ToUnixTimeSeconds());
        json.WriteString("sub", refresh.Subject);
        json.WriteString("iss", refresh.Issuer);
        json.WriteNumber("auth_time", session.AuthenticatedAt.ToUnixTimeSeconds());
        new Confirmation(session.KeyThumbprint, session.CertificateThumbprint).Write(json);
    }
}
