using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Sessions;

/// <summary>The response of ListUserSessions and AdminListUserSessions.</summary>
public sealed record UserSessionsResponse(IReadOnlyList<SessionDescription> Sessions, string? NextToken)
{
    /// <param name="page">The sessions.</param>
    /// <param name="ownSessionId">The caller's own; null for an administrator.</param>
    public static UserSessionsResponse Of(Page<UserSession> page, string? ownSessionId)
    {
        ArgumentNullException.ThrowIfNull(page);
        return new([.. page.Items.Select(session => SessionDescription.Of(session, ownSessionId))], page.NextToken);
    }
}

/// <summary>A session on the wire (SessionDescriptionType). Where on earth it is, this server doesn't know.</summary>
/// <param name="SessionType">SSO or TOKEN.</param>
/// <param name="DeviceType">The User-Agent header.</param>
public sealed record SessionDescription(
    string SessionId,
    string? OriginSessionId,
    string SessionType,
    string? ClientId,
    DateTimeOffset CreateDate,
    DateTimeOffset LastActiveDate,
    string? DeviceType,
    string? LastIPAddress,
    bool IsCurrentSession)
{
    public static SessionDescription Of(UserSession session, string? ownSessionId)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new(
            session.Id,
            session.OriginId,
            session.Type,
            session.ClientId,
            session.CreatedAt,
            session.LastActiveAt,
            session.UserAgent,
            session.IpAddress,
            session.Id == ownSessionId);
    }
}
