using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Sessions;

public sealed record AdminUserGlobalSignOutRequest(string UserPoolId, string Username) : IPoolRequest;

/// <summary>
/// Ends all that a user's sign-ins granted, at every client. Browsers stay signed in, as in Cognito. Refuses with
/// UserNotFound.
/// </summary>
internal sealed class AdminUserGlobalSignOut(UserDirectory users, TokenSessions sessions)
    : ICognitoOperation<AdminUserGlobalSignOutRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminUserGlobalSignOutRequest request, CancellationToken cancellationToken)
    {
        var user = await users.RequireToReadAsync(request.Username, cancellationToken);
        await sessions.EndAllAsync(user.Id, exceptTokenSessionId: null, ssoToo: false, cancellationToken);

        return NoContent.Instance;
    }
}
