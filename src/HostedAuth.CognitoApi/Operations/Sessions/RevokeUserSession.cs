using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Sessions;

namespace HostedAuth.CognitoApi.Operations.Sessions;

/// <param name="SessionId">As ListUserSessions has it.</param>
/// <param name="RevokeAssociatedSessions">LINKED ends the browser's session behind it, and all that hangs on it, as well.</param>
public sealed record RevokeUserSessionRequest(string AccessToken, string SessionId, string? RevokeAssociatedSessions)
    : IAccessTokenRequest;

/// <summary>
/// Ends another session of the caller. Refuses with ResourceNotFound, and with InvalidParameter to end the own one.
/// </summary>
internal sealed class RevokeUserSession(UserSessions sessions, Caller caller)
    : ICognitoOperation<RevokeUserSessionRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(RevokeUserSessionRequest request, CancellationToken cancellationToken)
    {
        await sessions.RevokeAsync(
            caller.Own().Id,
            request.SessionId,
            linkedToo: request.RevokeAssociatedSessions == "LINKED",
            caller.User!.Session.Id,
            cancellationToken);

        return NoContent.Instance;
    }
}
