using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Consents;

/// <param name="UserPoolId">The pool.</param>
/// <param name="Username">Whose consent.</param>
/// <param name="ClientId">The client that may not any more.</param>
public sealed record AdminRevokeUserConsentRequest(string UserPoolId, string Username, string ClientId) : IPoolRequest;

/// <summary>
/// Beyond Cognito: takes back what a user has allowed a client, and ends the client's sessions of the user. Refuses with
/// UserNotFound, ResourceNotFound.
/// </summary>
internal sealed class AdminRevokeUserConsent(Core.Authorization.Consents consents, UserDirectory users)
    : ICognitoOperation<AdminRevokeUserConsentRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminRevokeUserConsentRequest request, CancellationToken cancellationToken)
    {
        var user = await users.RequireToReadAsync(request.Username, cancellationToken);
        await consents.RevokeAsync(user.Id, request.ClientId, cancellationToken);
        return NoContent.Instance;
    }
}
