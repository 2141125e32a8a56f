using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Clients;

public sealed record DescribeUserPoolClientRequest(string UserPoolId, string ClientId) : IPoolRequest;

public sealed record DescribeUserPoolClientResponse(UserPoolClientType UserPoolClient);

/// <summary>Tells everything about an app client, its newest secret too. Refuses with ResourceNotFound.</summary>
internal sealed class DescribeUserPoolClient(PoolScope scope)
    : ICognitoOperation<DescribeUserPoolClientRequest, DescribeUserPoolClientResponse>
{
    public Task<DescribeUserPoolClientResponse> HandleAsync(
        DescribeUserPoolClientRequest request,
        CancellationToken cancellationToken)
    {
        var client = scope.Pool.RequireClient(request.ClientId);

        return Task.FromResult(new DescribeUserPoolClientResponse(
            new UserPoolClientType(client.Client, client.NewestSecret, scope.Pool.IsStrict)));
    }
}
