using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Clients;

public sealed record UpdateUserPoolClientRequest : AppClientSettings, IPoolRequest
{
    public required string UserPoolId { get; init; }

    public required string ClientId { get; init; }

    public string? ClientName { get; init; }
}

public sealed record UpdateUserPoolClientResponse(UserPoolClientType UserPoolClient);

/// <summary>
/// Replaces the settings of an app client: an absent member goes back to its default. Refuses with ResourceNotFound,
/// InvalidParameter, InvalidOAuthFlow or ScopeDoesNotExist.
/// </summary>
internal sealed class UpdateUserPoolClient(AppClients clients, PoolScope scope)
    : ICognitoOperation<UpdateUserPoolClientRequest, UpdateUserPoolClientResponse>
{
    public async Task<UpdateUserPoolClientResponse> HandleAsync(
        UpdateUserPoolClientRequest request,
        CancellationToken cancellationToken)
    {
        var client = await clients.UpdateAsync(request.ClientId, request.ClientName, request, cancellationToken);
        var secret = scope.Pool.FindClient(request.ClientId)?.NewestSecret;

        return new(new UserPoolClientType(client, secret, scope.Pool.IsStrict));
    }
}
