using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Account;

public sealed record DeleteUserAttributesRequest(string AccessToken, IReadOnlyList<string> UserAttributeNames)
    : IAccessTokenRequest;

/// <summary>
/// Deletes attributes of the caller, as far as the token's client may write them. Refuses with NotAuthorized,
/// InvalidParameter, UserNotConfirmed, PasswordResetRequired.
/// </summary>
internal sealed class DeleteUserAttributes(AttributeUpdates updates, Caller caller, PoolScope scope)
    : ICognitoOperation<DeleteUserAttributesRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(DeleteUserAttributesRequest request, CancellationToken cancellationToken)
    {
        await updates.DeleteAsync(
            caller.User!.Client,
            caller.OwnToChange(scope.Pool, request.UserAttributeNames).Id,
            request.UserAttributeNames,
            cancellationToken);
        return NoContent.Instance;
    }
}
