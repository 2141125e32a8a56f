using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.UserPools;

namespace HostedAuth.CognitoApi.Operations.Pools;

public sealed record UpdateUserPoolRequest : UserPoolSettings, IPoolRequest
{
    public required string UserPoolId { get; init; }

    public string? PoolName { get; init; }

    public IReadOnlyDictionary<string, string>? UserPoolTags { get; init; }
}

/// <summary>
/// Replaces the settings of a user pool: an absent member goes back to its default. Refuses with InvalidParameter or
/// UserPoolTagging.
/// </summary>
internal sealed class UpdateUserPool(UserPools pools) : ICognitoOperation<UpdateUserPoolRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(UpdateUserPoolRequest request, CancellationToken cancellationToken)
    {
        await pools.UpdateAsync(request.PoolName, request, request.UserPoolTags, cancellationToken);

        return NoContent.Instance;
    }
}
