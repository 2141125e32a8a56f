using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.UserPools;

namespace HostedAuth.CognitoApi.Operations.Pools;

public sealed record TagResourceRequest(string ResourceArn, IReadOnlyDictionary<string, string> Tags) : IPoolArnRequest;

/// <summary>Sets tags of a user pool; others stay. Refuses with InvalidParameter.</summary>
internal sealed class TagResource(UserPools pools) : ICognitoOperation<TagResourceRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(TagResourceRequest request, CancellationToken cancellationToken)
    {
        await pools.TagAsync(request.Tags, cancellationToken);

        return NoContent.Instance;
    }
}
