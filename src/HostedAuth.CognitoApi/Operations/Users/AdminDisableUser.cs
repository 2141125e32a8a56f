using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Users;

public sealed record AdminDisableUserRequest(string UserPoolId, string Username) : IPoolRequest;

/// <summary>Disables a user, which ends all their sessions. Refuses with UserNotFoundException.</summary>
internal sealed class AdminDisableUser(UserAccess access) : ICognitoOperation<AdminDisableUserRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminDisableUserRequest request, CancellationToken cancellationToken)
    {
        await access.DisableAsync(request.Username, cancellationToken);
        return NoContent.Instance;
    }
}
