using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Sessions;

/// <param name="UserPoolId">The pool.</param>
/// <param name="Username">Whose session.</param>
/// <param name="SessionId">As AdminListUserSessions has it.</param>
/// <param name="RevokeAssociatedSessions">LINKED ends the browser's session behind it, and all that hangs on it, as well.</param>
public sealed record AdminRevokeUserSessionRequest(
    string UserPoolId,
    string Username,
    string SessionId,
    string? RevokeAssociatedSessions) : IPoolRequest;

/// <summary>Ends a session of a user. Refuses with UserNotFound, ResourceNotFound.</summary>
internal sealed class AdminRevokeUserSession(UserSessions sessions, UserDirectory users)
    : ICognitoOperation<AdminRevokeUserSessionRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminRevokeUserSessionRequest request, CancellationToken cancellationToken)
    {
        var user = await users.RequireToReadAsync(request.Username, cancellationToken);
        await sessions.RevokeAsync(
            user.Id,
            request.SessionId,
            linkedToo: request.RevokeAssociatedSessions == "LINKED",
            ownTokenSessionId: null,
            cancellationToken);

        return NoContent.Instance;
    }
}
