using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.AppClients;

namespace HostedAuth.CognitoApi.Operations.Clients;

public sealed record DeleteUserPoolClientSecretRequest(string UserPoolId, string ClientId, string ClientSecretId) : IPoolRequest;

/// <summary>
/// Ends one of two secrets of a client at once. Refuses with ResourceNotFound, and InvalidParameter when it is the last one.
/// </summary>
internal sealed class DeleteUserPoolClientSecret(AppClientSecrets secrets)
    : ICognitoOperation<DeleteUserPoolClientSecretRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(DeleteUserPoolClientSecretRequest request, CancellationToken cancellationToken)
    {
        await secrets.DeleteAsync(request.ClientId, request.ClientSecretId, cancellationToken);

        return NoContent.Instance;
    }
}
