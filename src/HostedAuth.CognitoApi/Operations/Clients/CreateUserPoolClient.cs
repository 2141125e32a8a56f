using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Clients;

public sealed record CreateUserPoolClientRequest : AppClientSettings, IPoolRequest
{
    public required string UserPoolId { get; init; }

    public required string ClientName { get; init; }

    /// <summary>Makes a secret.</summary>
    public bool GenerateSecret { get; init; }

    /// <summary>Brings a secret: 24 to 64 characters.</summary>
    public Secret? ClientSecret { get; init; }
}

public sealed record CreateUserPoolClientResponse(UserPoolClientType UserPoolClient);

/// <summary>Makes an app client. Refuses with InvalidParameter, InvalidOAuthFlow, ScopeDoesNotExist or LimitExceeded.</summary>
internal sealed class CreateUserPoolClient(AppClients clients, PoolScope scope)
    : ICognitoOperation<CreateUserPoolClientRequest, CreateUserPoolClientResponse>
{
    public async Task<CreateUserPoolClientResponse> HandleAsync(
        CreateUserPoolClientRequest request,
        CancellationToken cancellationToken)
    {
        if (request is { GenerateSecret: true, ClientSecret: not null })
        {
            throw AuthError.InvalidParameter("GenerateSecret and ClientSecret can not be used together.").AsException();
        }

        var secret = request.GenerateSecret ? RandomText.ClientSecret() : request.ClientSecret;
        var client = await clients.CreateAsync(request.ClientName, request, secret, cancellationToken);

        return new(new UserPoolClientType(client, secret, scope.Pool.IsStrict));
    }
}
