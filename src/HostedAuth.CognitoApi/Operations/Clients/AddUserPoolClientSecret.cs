using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;

namespace HostedAuth.CognitoApi.Operations.Clients;

/// <param name="UserPoolId">The pool.</param>
/// <param name="ClientId">A client with a secret.</param>
/// <param name="ClientSecret">Brings the secret: 24 to 64 characters; absent makes one.</param>
public sealed record AddUserPoolClientSecretRequest(string UserPoolId, string ClientId, Secret? ClientSecret) : IPoolRequest;

public sealed record AddUserPoolClientSecretResponse(ClientSecretDescriptor ClientSecretDescriptor);

/// <summary>A secret on the wire.</summary>
/// <param name="ClientSecretId">Names it to DeleteUserPoolClientSecret.</param>
/// <param name="ClientSecretValue">Told once, and only when the server made it.</param>
/// <param name="ClientSecretCreateDate">When it was added.</param>
public sealed record ClientSecretDescriptor(
    string ClientSecretId,
    Secret? ClientSecretValue,
    DateTimeOffset ClientSecretCreateDate);

/// <summary>
/// Adds a second secret to a confidential client; both are good from then on. Refuses with ResourceNotFound,
/// InvalidParameter or LimitExceeded.
/// </summary>
internal sealed class AddUserPoolClientSecret(AppClientSecrets secrets)
    : ICognitoOperation<AddUserPoolClientSecretRequest, AddUserPoolClientSecretResponse>
{
    public async Task<AddUserPoolClientSecretResponse> HandleAsync(
        AddUserPoolClientSecretRequest request,
        CancellationToken cancellationToken)
    {
        var value = request.ClientSecret ?? RandomText.ClientSecret();
        var added = await secrets.AddAsync(request.ClientId, value, cancellationToken);

        return new(new(added.Id, request.ClientSecret is null ? value : null, added.CreatedAt));
    }
}
