using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Pools;

/// <param name="UserPoolId">The pool.</param>
/// <param name="MaxResults">1 to 50; absent means 50.</param>
/// <param name="NextToken">Of the last answer.</param>
public sealed record ListResourceServersRequest(string UserPoolId, int? MaxResults, string? NextToken) : IPoolRequest;

public sealed record ListResourceServersResponse(IReadOnlyList<ResourceServerType> ResourceServers, string? NextToken);

/// <summary>Lists the resource servers of a pool by identifier. Refuses with InvalidParameter.</summary>
internal sealed class ListResourceServers(PoolScope scope, PageTokens tokens)
    : ICognitoOperation<ListResourceServersRequest, ListResourceServersResponse>
{
    private const int DefaultLimit = 50;

    public Task<ListResourceServersResponse> HandleAsync(
        ListResourceServersRequest request,
        CancellationToken cancellationToken)
    {
        var list = $"ListResourceServers/{scope.Pool.Id}";
        var page = tokens.Page(
            list,
            request.NextToken,
            scope.Pool.ResourceServers.Values,
            request.MaxResults ?? DefaultLimit,
            server => server.Identifier);

        return Task.FromResult(new ListResourceServersResponse(
            [.. page.Items.Select(ResourceServerType.Of)],
            page.NextToken));
    }
}
