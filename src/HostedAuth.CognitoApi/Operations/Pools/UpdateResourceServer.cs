using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.ResourceServers;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.CognitoApi.Operations.Pools;

public sealed record UpdateResourceServerRequest(
    string UserPoolId,
    string Identifier,
    string Name,
    IReadOnlyList<ResourceServerScope>? Scopes) : IPoolRequest;

public sealed record UpdateResourceServerResponse(ResourceServerType ResourceServer);

/// <summary>Replaces name and scopes of a resource server. Refuses with ResourceNotFound or InvalidParameter.</summary>
internal sealed class UpdateResourceServer(ResourceServers servers)
    : ICognitoOperation<UpdateResourceServerRequest, UpdateResourceServerResponse>
{
    public async Task<UpdateResourceServerResponse> HandleAsync(
        UpdateResourceServerRequest request,
        CancellationToken cancellationToken)
    {
        var server = await servers.UpdateAsync(
            request.Identifier,
            request.Name,
            request.Scopes ?? [],
            cancellationToken);

        return new(ResourceServerType.Of(server));
    }
}
