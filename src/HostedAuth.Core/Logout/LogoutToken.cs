using HostedAuth.Core.AppClients;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.Tokens.Keys;

namespace HostedAuth.Core.Logout;

/// <summary>
/// A logout token (OpenID Connect Back-Channel Logout 1.0, section 2.4). It has no <c>nonce</c> and a type of its own, so that
/// it never passes for an ID token.
/// </summary>
internal static class LogoutToken
{
    /// <summary>The <c>typ</c> of its header.</summary>
    public const string Type = "logout+jwt";

    /// <summary>The member of <c>events</c> that says what it is.</summary>
    public const string Event = "http://schemas.openid.net/event/backchannel-logout";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    public static string Write(
        SigningKeyPair key,
        string issuer,
        ClientSnapshot client,
        LogoutNotice notice,
        DateTimeOffset now) =>
        JwsWriter.Write(key, Type, (issuer, client, notice, now), static (json, state) =>
        {
            json.WriteString("iss", state.issuer);
            json.WriteString("sub", state.client.SubjectOf(state.notice.UserId));
            json.WriteString("aud", state.client.ClientId);
            json.WriteNumber("iat", state.now.ToUnixTimeSeconds());
            json.WriteNumber("exp", (state.now + Lifetime).ToUnixTimeSeconds());
            json.WriteString("jti", Guid.NewGuid());
            json.WriteStartObject("events");
            json.WriteStartObject(Event);
            json.WriteEndObject();
            json.WriteEndObject();
            if (state.notice.SsoSessionId is { } sessionId)
            {
                json.WriteString("sid", state.client.SessionIdOf(sessionId));
            }
        });
}
