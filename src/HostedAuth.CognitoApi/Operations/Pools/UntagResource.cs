using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.UserPools;

namespace HostedAuth.CognitoApi.Operations.Pools;

public sealed record UntagResourceRequest(string ResourceArn, IReadOnlyList<string> TagKeys) : IPoolArnRequest;

/// <summary>Removes tags of a user pool; one that isn't there is no error.</summary>
internal sealed class UntagResource(UserPools pools) : ICognitoOperation<UntagResourceRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(UntagResourceRequest request, CancellationToken cancellationToken)
    {
        await pools.UntagAsync(request.TagKeys, cancellationToken);

        return NoContent.Instance;
    }
}
