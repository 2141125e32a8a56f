using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Clients;

public sealed record ListUserPoolClientSecretsRequest(string UserPoolId, string ClientId, string? NextToken) : IPoolRequest;

public sealed record ListUserPoolClientSecretsResponse(IReadOnlyList<ClientSecretDescriptor> ClientSecrets, string? NextToken);

/// <summary>
/// Lists the active secrets of a client, without their values. Refuses with ResourceNotFound or InvalidParameter.
/// </summary>
internal sealed class ListUserPoolClientSecrets(PoolScope scope, PageTokens tokens)
    : ICognitoOperation<ListUserPoolClientSecretsRequest, ListUserPoolClientSecretsResponse>
{
    private const int Limit = 60;

    public Task<ListUserPoolClientSecretsResponse> HandleAsync(
        ListUserPoolClientSecretsRequest request,
        CancellationToken cancellationToken)
    {
        var client = scope.Pool.RequireClient(request.ClientId);
        AppClientSecrets.CheckManaged(client.Client.IsRegistered, client.ActiveSecrets.Count > 0);
        var page = tokens.Page(
            $"ListUserPoolClientSecrets/{scope.Pool.Id}/{client.ClientId}",
            request.NextToken,
            client.ActiveSecrets,
            Limit,
            secret => secret.Id);

        return Task.FromResult(new ListUserPoolClientSecretsResponse(
            [.. page.Items.Select(secret => new ClientSecretDescriptor(secret.Id, null, secret.CreatedAt))],
            page.NextToken));
    }
}
