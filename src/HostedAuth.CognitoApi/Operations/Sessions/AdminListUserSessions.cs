using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Sessions;

/// <param name="UserPoolId">The pool.</param>
/// <param name="Username">Whose sessions.</param>
/// <param name="NextToken">Of the last answer.</param>
public sealed record AdminListUserSessionsRequest(string UserPoolId, string Username, string? NextToken) : IPoolRequest;

/// <summary>Lists a user's living sessions, the newest first. Refuses with UserNotFound, InvalidParameter.</summary>
internal sealed class AdminListUserSessions(UserSessions sessions, UserDirectory users)
    : ICognitoOperation<AdminListUserSessionsRequest, UserSessionsResponse>
{
    public async Task<UserSessionsResponse> HandleAsync(
        AdminListUserSessionsRequest request,
        CancellationToken cancellationToken)
    {
        var user = await users.RequireToReadAsync(request.Username, cancellationToken);
        var page = await sessions.ListAsync(user.Id, request.NextToken, cancellationToken);
        return UserSessionsResponse.Of(page, ownSessionId: null);
    }
}
