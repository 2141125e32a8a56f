using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Users;

public sealed record AdminEnableUserRequest(string UserPoolId, string Username) : IPoolRequest;

/// <summary>Enables a user who was disabled; ended sessions stay ended. Refuses with UserNotFoundException.</summary>
internal sealed class AdminEnableUser(UserAccess access) : ICognitoOperation<AdminEnableUserRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(AdminEnableUserRequest request, CancellationToken cancellationToken)
    {
        await access.EnableAsync(request.Username, cancellationToken);
        return NoContent.Instance;
    }
}
