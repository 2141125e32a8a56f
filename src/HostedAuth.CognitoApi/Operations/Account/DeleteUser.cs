using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Account;

public sealed record DeleteUserRequest(string AccessToken) : IAccessTokenRequest;

/// <summary>Deletes the caller and all that is theirs. Refuses with UserNotConfirmed, PasswordResetRequired.</summary>
internal sealed class DeleteUser(UserDirectory directory, Caller caller)
    : ICognitoOperation<DeleteUserRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(DeleteUserRequest request, CancellationToken cancellationToken)
    {
        await directory.DeleteAsync(caller.Own(), cancellationToken);
        return NoContent.Instance;
    }
}
