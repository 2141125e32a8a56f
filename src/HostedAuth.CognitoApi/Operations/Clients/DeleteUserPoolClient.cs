using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.AppClients;

namespace HostedAuth.CognitoApi.Operations.Clients;

public sealed record DeleteUserPoolClientRequest(string UserPoolId, string ClientId) : IPoolRequest;

/// <summary>Deletes an app client. Refuses with ResourceNotFound.</summary>
internal sealed class DeleteUserPoolClient(AppClients clients) : ICognitoOperation<DeleteUserPoolClientRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(DeleteUserPoolClientRequest request, CancellationToken cancellationToken)
    {
        await clients.DeleteAsync(request.ClientId, cancellationToken);

        return NoContent.Instance;
    }
}
