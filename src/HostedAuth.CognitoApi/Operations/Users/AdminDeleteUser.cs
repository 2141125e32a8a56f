using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Users;

public sealed record AdminDeleteUserRequest(string UserPoolId, string Username) : IPoolRequest;

/// <summary>Deletes a user and all that is theirs. Refuses with UserNotFoundException.</summary>
internal sealed class AdminDeleteUser(UserDirectory directory) : ICognitoOperation<AdminDeleteUserRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminDeleteUserRequest request, CancellationToken cancellationToken)
    {
        var user = await directory.ReadAsync(request.Username, cancellationToken)
            ?? throw AuthError.UserNotFound.AsException();
        await directory.DeleteAsync(user, cancellationToken);
        return NoContent.Instance;
    }
}
