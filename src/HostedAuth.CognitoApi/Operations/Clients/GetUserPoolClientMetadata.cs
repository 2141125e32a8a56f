using System.Text.Json.Nodes;
using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Clients;

public sealed record GetUserPoolClientMetadataRequest(string UserPoolId, string ClientId) : IPoolRequest;

/// <param name="UserPoolId">The pool.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Metadata">Client metadata of RFC 7591; <c>{}</c> when nothing was set.</param>
public sealed record UserPoolClientMetadata(string UserPoolId, string ClientId, JsonObject Metadata);

/// <summary>Beyond Cognito: tells what an app client is beyond Cognito's settings. Refuses with ResourceNotFound.</summary>
internal sealed class GetUserPoolClientMetadata(PoolScope scope)
    : ICognitoOperation<GetUserPoolClientMetadataRequest, UserPoolClientMetadata>
{
    public Task<UserPoolClientMetadata> HandleAsync(
        GetUserPoolClientMetadataRequest request,
        CancellationToken cancellationToken)
    {
        var client = scope.Pool.RequireClient(request.ClientId);

        return Task.FromResult(new UserPoolClientMetadata(
            request.UserPoolId,
            request.ClientId,
            OAuthMetadataDocument.Write(client.Metadata)));
    }
}
