using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HostedAuth.Core.Groups;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tokens;

/// <summary>The claims of an ID token, in Cognito's names and order.</summary>
internal sealed class IdTokenClaims(UserAttributes attributes)
{
    /// <summary>The value of <c>token_use</c>.</summary>
    public const string TokenUse = "id";

    /// <param name="json">Inside the claims object.</param>
    /// <param name="subject">What the token is about.</param>
    /// <param name="accessToken">The access token issued beside it; null for none.</param>
    public void Write(Utf8JsonWriter json, TokenSubject subject, string? accessToken)
    {
        WriteHashes(json, subject, accessToken);
        json.WriteString("sub", subject.Sub);
        WriteGroupsAndRoles(json, subject);
        json.WriteString("iss", subject.Issuer);
        json.WriteString("cognito:username", subject.Username);
        if (subject.Nonce is not null)
        {
            json.WriteString("nonce", subject.Nonce);
        }

        json.WriteOrigin(subject);
        if (subject.Session.SsoSessionId is { } browser && subject.Client.NamesSessions)
        {
            // Back-Channel Logout, section 2.1.
            json.WriteString("sid", subject.Client.SessionIdOf(browser));
        }

        json.WriteString("aud", subject.Client.ClientId);
        json.WriteString("event_id", subject.Session.EventId);
        json.WriteString("token_use", TokenUse);
        json.WriteTimes(subject.Session.AuthenticatedAt, subject.Now, subject.Client.IdTokenLifetime);
        json.WriteAmr(subject);
        WriteAttributes(json, subject);
    }

    /// <summary>
    /// The role of the group that comes first; none when two come first with different roles. Groups without a precedence
    /// come last.
    /// </summary>
    internal static string? PreferredRole(IEnumerable<Group> groups)
    {
        var first = groups.Where(group => group.RoleArn is not null)
            .GroupBy(group => group.Precedence ?? int.MaxValue, group => group.RoleArn!)
            .MinBy(roles => roles.Key);
        return first?.Distinct().Count() == 1 ? first.First() : null;
    }

    /// <summary>It vouches for what goes along with it.</summary>
    private static void WriteHashes(Utf8JsonWriter json, TokenSubject subject, string? accessToken)
    {
        if (subject.Session.ByOAuth && accessToken is not null)
        {
            json.WriteString("at_hash", HashOf(accessToken));
        }

        if (subject.FrontChannel?.Code is { } code)
        {
            json.WriteString("c_hash", HashOf(code.Value));
        }

        if (subject.FrontChannel?.State is { } state)
        {
            json.WriteString("s_hash", HashOf(state));
        }
    }

    private static void WriteGroupsAndRoles(Utf8JsonWriter json, TokenSubject subject)
    {
        json.WriteGroups(subject);
        var roles = subject.Groups.Where(group => group.RoleArn is not null)
            .Select(group => group.RoleArn!)
            .Distinct()
            .ToList();
        if (roles.Count == 0)
        {
            return;
        }

        if (PreferredRole(subject.Groups) is { } preferred)
        {
            json.WriteString("cognito:preferred_role", preferred);
        }

        json.WriteTexts("cognito:roles", roles);
    }

    private void WriteAttributes(Utf8JsonWriter json, TokenSubject subject)
    {
        // The API's ID tokens have all that the client may read, those of the OAuth endpoints what the scopes open.
        var asked = ClaimsRequest.Parse(subject.Session.ClaimsRequest)?.IdToken;
        var isStrict = subject.Client.Pool.IsStrict;
        foreach (var (name, value) in attributes.Readable(subject.Client, subject.User))
        {
            if (name != "sub" && (!subject.Session.ByOAuth
                || ScopedAttributes.IsOpen(name, subject.Scopes, subject.Session.Scopes, isStrict)
                || (asked is not null && ClaimsRequest.Asks(asked, name, value))))
            {
                json.WriteAttribute(name, value, subject.Session.ByOAuth && !subject.Client.Pool.IsStrict);
            }
        }
    }

    /// <summary>The left half of the hash (OIDC Core, sections 3.1.3.6 and 3.3.2.11).</summary>
    private static string HashOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return Base64Url.EncodeToString(hash[..(hash.Length / 2)]);
    }
}
