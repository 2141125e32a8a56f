using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.UserPools;

namespace HostedAuth.CognitoApi.Operations.Pools;

public sealed record DeleteUserPoolRequest(string UserPoolId) : IPoolRequest;

/// <summary>
/// Deletes a user pool with everything in it. Refuses with InvalidParameter while it is protected or has a domain.
/// </summary>
internal sealed class DeleteUserPool(UserPools pools) : ICognitoOperation<DeleteUserPoolRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(DeleteUserPoolRequest request, CancellationToken cancellationToken)
    {
        await pools.DeleteAsync(cancellationToken);

        return NoContent.Instance;
    }
}
