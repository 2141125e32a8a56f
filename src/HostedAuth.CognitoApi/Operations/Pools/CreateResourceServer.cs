using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.ResourceServers;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.CognitoApi.Operations.Pools;

public sealed record CreateResourceServerRequest(
    string UserPoolId,
    string Identifier,
    string Name,
    IReadOnlyList<ResourceServerScope>? Scopes) : IPoolRequest;

public sealed record CreateResourceServerResponse(ResourceServerType ResourceServer);

/// <summary>Makes a resource server. Refuses with InvalidParameter or LimitExceeded.</summary>
internal sealed class CreateResourceServer(ResourceServers servers)
    : ICognitoOperation<CreateResourceServerRequest, CreateResourceServerResponse>
{
    public async Task<CreateResourceServerResponse> HandleAsync(
        CreateResourceServerRequest request,
        CancellationToken cancellationToken)
    {
        var server = await servers.CreateAsync(
            request.Identifier,
            request.Name,
            request.Scopes ?? [],
            cancellationToken);

        return new(ResourceServerType.Of(server));
    }
}
