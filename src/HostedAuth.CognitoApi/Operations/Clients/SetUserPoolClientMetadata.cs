using System.Text.Json;
using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Tokens.Keys;

namespace HostedAuth.CognitoApi.Operations.Clients;

/// <param name="UserPoolId">The pool.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Metadata">Client metadata of RFC 7591: all of it, what is absent goes back to its default.</param>
public sealed record SetUserPoolClientMetadataRequest(string UserPoolId, string ClientId, JsonElement Metadata) : IPoolRequest;

/// <summary>
/// Beyond Cognito: sets what an app client is beyond Cognito's settings; UpdateUserPoolClient leaves it alone. Refuses with
/// ResourceNotFound or InvalidParameter.
/// </summary>
internal sealed class SetUserPoolClientMetadata(AppClients clients, TokenKeys keys)
    : ICognitoOperation<SetUserPoolClientMetadataRequest, UserPoolClientMetadata>
{
    public async Task<UserPoolClientMetadata> HandleAsync(
        SetUserPoolClientMetadataRequest request,
        CancellationToken cancellationToken)
    {
        var metadata = OAuthMetadataDocument.ReadFromOperator(request.Metadata);
        await clients.SetMetadataAsync(request.ClientId, metadata, cancellationToken);
        // Published before the first token that they sign.
        await keys.MakeForNewSettingsAsync(cancellationToken);

        return new(request.UserPoolId, request.ClientId, OAuthMetadataDocument.Write(metadata));
    }
}
