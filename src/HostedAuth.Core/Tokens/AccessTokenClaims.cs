using System.Text.Json;
using HostedAuth.Core.AppClients;

namespace HostedAuth.Core.Tokens;

/// <summary>The claims of an access token, in Cognito's names and order.</summary>
internal static class AccessTokenClaims
{
    /// <summary>The value of <c>token_use</c>.</summary>
    public const string TokenUse = "access";

    /// <summary>A user's.</summary>
    public static void Write(Utf8JsonWriter json, TokenSubject subject)
    {
        json.WriteString("sub", subject.Sub);
        if (subject.Session.DeviceKey is { } deviceKey && subject.Client.Pairwise is null)
        {
            json.WriteString("device_key", deviceKey);
        }

        json.WriteGroups(subject);
        json.WriteString("iss", subject.Issuer);
        if (subject.Session.ByOAuth)
        {
            json.WriteNumber("version", 2);
        }

        json.WriteAudience(subject.Resources);
        json.WriteString("client_id", subject.Client.ClientId);
        json.WriteOrigin(subject);
        json.WriteString("event_id", subject.Session.EventId);
        json.WriteString("token_use", TokenUse);
        json.WriteString("scope", string.Join(' ', subject.ScopesShown));
        json.WriteTimes(subject.Session.AuthenticatedAt, subject.Now, subject.AccessTokenLifetime);
        json.WriteAmr(subject);
        json.WriteActor(subject);
        json.WriteString("username", subject.Username);
    }

    /// <summary>That of a client that acts for itself (RFC 6749, section 4.4): it is its own subject.</summary>
    public static void WriteForClient(Utf8JsonWriter json, ClientTokenSubject subject)
    {
        var clientId = subject.Client.ClientId;
        json.WriteString("sub", clientId);
        json.WriteString("token_use", TokenUse);
        json.WriteString("scope", string.Join(' ', subject.ScopesShown));
        json.WriteString("iss", subject.Issuer);
        json.WriteNumber("version", 2);
        json.WriteAudience(subject.Resources);
        json.WriteString("client_id", clientId);
        json.WriteTimes(subject.Now, subject.Now, subject.Client.AccessTokenLifetime);
    }
}

/// <summary>What a client_credentials token is about.</summary>
internal sealed record ClientTokenSubject(
    string Issuer,
    ClientSnapshot Client,
    IReadOnlyList<string> Scopes,
    DateTimeOffset Now)
{
    /// <summary>The resources it is for (RFC 8707); empty for none named.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>What a trigger wants otherwise; null for nothing.</summary>
    public ClaimOverrides? Overrides { get; init; }

    /// <summary>What the token says.</summary>
    public IReadOnlyList<string> ScopesShown => Overrides?.ScopesOf(Scopes) ?? Scopes;
}
