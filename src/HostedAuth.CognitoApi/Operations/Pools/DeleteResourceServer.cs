using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.ResourceServers;

namespace HostedAuth.CognitoApi.Operations.Pools;

public sealed record DeleteResourceServerRequest(string UserPoolId, string Identifier) : IPoolRequest;

/// <summary>Deletes a resource server. Refuses with ResourceNotFound.</summary>
internal sealed class DeleteResourceServer(ResourceServers servers)
    : ICognitoOperation<DeleteResourceServerRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(DeleteResourceServerRequest request, CancellationToken cancellationToken)
    {
        await servers.DeleteAsync(request.Identifier, cancellationToken);

        return NoContent.Instance;
    }
}
