using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Sessions;

public sealed record GetUserPoolSessionConfigurationRequest(string UserPoolId) : IPoolRequest;

/// <summary>Tells how many sessions a user may have; 20 where nothing was set, and then they aren't bounded.</summary>
internal sealed class GetUserPoolSessionConfiguration(PoolScope scope)
    : ICognitoOperation<GetUserPoolSessionConfigurationRequest, UserPoolSessionConfiguration>
{
    public Task<UserPoolSessionConfiguration> HandleAsync(
        GetUserPoolSessionConfigurationRequest request,
        CancellationToken cancellationToken) =>
        Task.FromResult(UserPoolSessionConfiguration.Of(scope.Pool.Id, scope.Pool.SessionRules));
}
