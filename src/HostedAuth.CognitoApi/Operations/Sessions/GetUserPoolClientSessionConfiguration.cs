using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Sessions;

public sealed record GetUserPoolClientSessionConfigurationRequest(string UserPoolId, string ClientId) : IPoolRequest;

/// <summary>
/// Tells for how long a browser that signed in isn't asked again by this client. Refuses with ResourceNotFound.
/// </summary>
internal sealed class GetUserPoolClientSessionConfiguration(PoolScope scope)
    : ICognitoOperation<GetUserPoolClientSessionConfigurationRequest, UserPoolClientSessionConfiguration>
{
    public Task<UserPoolClientSessionConfiguration> HandleAsync(
        GetUserPoolClientSessionConfigurationRequest request,
        CancellationToken cancellationToken)
    {
        var client = scope.Pool.RequireClient(request.ClientId);
        return Task.FromResult(
            UserPoolClientSessionConfiguration.Of(scope.Pool.Id, client.ClientId, client.SessionRules));
    }
}
