using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Pools;

public sealed record DescribeResourceServerRequest(string UserPoolId, string Identifier) : IPoolRequest;

public sealed record DescribeResourceServerResponse(ResourceServerType ResourceServer);

/// <summary>Tells about a resource server. Refuses with ResourceNotFound.</summary>
internal sealed class DescribeResourceServer(PoolScope scope)
    : ICognitoOperation<DescribeResourceServerRequest, DescribeResourceServerResponse>
{
    public Task<DescribeResourceServerResponse> HandleAsync(
        DescribeResourceServerRequest request,
        CancellationToken cancellationToken) =>
        scope.Pool.ResourceServers.TryGetValue(request.Identifier, out var server)
            ? Task.FromResult(new DescribeResourceServerResponse(ResourceServerType.Of(server)))
            : throw AuthError.ResourceServerNotFound(request.Identifier).AsException();
}
