using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Users;

public sealed record AdminDeleteUserRequest(string UserPoolId, string Username) : IPoolRequest;

/// <summary>Deletes a user and all that is theirs. Refuses with UserNotFoundException.</summary>
internal sealed class AdminDeleteUser(UserDirectory directory) : ICognitoOperation<AdminDeleteUserRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminDeleteUserRequest request, CancellationToken cancellationToken)
    {
        var user = await directory.RequireToReadAsync(request.Username, cancellationToken);
        await directory.DeleteAsync(user, cancellationToken);
        return NoContent.Instance;
    }
}
