using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Pools;

public sealed record ListTagsForResourceRequest(string ResourceArn) : IPoolArnRequest;

public sealed record ListTagsForResourceResponse(IReadOnlyDictionary<string, string> Tags);

/// <summary>Lists the tags of a user pool.</summary>
internal sealed class ListTagsForResource(PoolScope scope)
    : ICognitoOperation<ListTagsForResourceRequest, ListTagsForResourceResponse>
{
    public Task<ListTagsForResourceResponse> HandleAsync(
        ListTagsForResourceRequest request,
        CancellationToken cancellationToken) =>
        Task.FromResult(new ListTagsForResourceResponse(scope.Pool.Pool.Tags));
}
