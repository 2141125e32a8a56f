using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Clients;

/// <param name="UserPoolId">The pool.</param>
/// <param name="ClientType">REGULAR or DCR (registered by themselves); absent means all.</param>
/// <param name="MaxResults">1 to 60; absent means 60.</param>
/// <param name="NextToken">Of the last answer.</param>
public sealed record ListUserPoolClientsRequest(
    string UserPoolId,
    string? ClientType,
    int? MaxResults,
    string? NextToken) : IPoolRequest;

public sealed record ListUserPoolClientsResponse(
    IReadOnlyList<UserPoolClientDescription> UserPoolClients,
    string? NextToken);

public sealed record UserPoolClientDescription(string ClientId, string UserPoolId, string ClientName);

/// <summary>Lists the app clients of a pool by id. Refuses with InvalidParameter.</summary>
internal sealed class ListUserPoolClients(PoolScope scope, PageTokens tokens)
    : ICognitoOperation<ListUserPoolClientsRequest, ListUserPoolClientsResponse>
{
    private const int DefaultLimit = 60;

    public Task<ListUserPoolClientsResponse> HandleAsync(
        ListUserPoolClientsRequest request,
        CancellationToken cancellationToken)
    {
        var list = $"ListUserPoolClients/{scope.Pool.Id}/{request.ClientType}";
        var page = tokens.Page(
            list,
            request.NextToken,
            scope.Pool.Clients.Values.Where(client => Has(client, request.ClientType)),
            request.MaxResults ?? DefaultLimit,
            client => client.ClientId);

        return Task.FromResult(new ListUserPoolClientsResponse(
            [.. page.Items.Select(client => new UserPoolClientDescription(
                client.ClientId,
                scope.Pool.Id,
                client.Client.Name))],
            page.NextToken));
    }

    private static bool Has(ClientSnapshot client, string? type) =>
        type is null || (type == "DCR") == client.Client.IsRegistered;
}
