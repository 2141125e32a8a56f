using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Sessions;

namespace HostedAuth.CognitoApi.Operations.Sessions;

/// <param name="AccessToken">Whose sessions.</param>
/// <param name="NextToken">Of the last answer.</param>
public sealed record ListUserSessionsRequest(string AccessToken, string? NextToken) : IAccessTokenRequest;

/// <summary>Lists the caller's living sessions, the newest first. Refuses with InvalidParameter.</summary>
internal sealed class ListUserSessions(UserSessions sessions, Caller caller)
    : ICognitoOperation<ListUserSessionsRequest, UserSessionsResponse>
{
    public async Task<UserSessionsResponse> HandleAsync(ListUserSessionsRequest request, CancellationToken cancellationToken)
    {
        var page = await sessions.ListAsync(caller.Own().Id, request.NextToken, cancellationToken);
        return UserSessionsResponse.Of(page, UserSessionIds.OfToken(caller.User!.Session.Id));
    }
}
