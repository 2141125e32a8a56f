using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Sessions;

namespace HostedAuth.CognitoApi.Operations.Sessions;

public sealed record GlobalSignOutRequest(string AccessToken) : IAccessTokenRequest;

/// <summary>
/// Ends all that the caller's sign-ins granted, at every client. Browsers stay signed in, as in Cognito. Refuses with
/// NotAuthorized.
/// </summary>
internal sealed class GlobalSignOut(TokenSessions sessions, Caller caller)
    : ICognitoOperation<GlobalSignOutRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(GlobalSignOutRequest request, CancellationToken cancellationToken)
    {
        await sessions.EndAllAsync(caller.User!.User.Id, exceptTokenSessionId: null, ssoToo: false, cancellationToken);

        return NoContent.Instance;
    }
}
