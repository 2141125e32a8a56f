using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.CognitoApi.Operations.Pools;

public sealed record GetUserPoolOAuthConfigurationRequest(string UserPoolId) : IPoolRequest;

public sealed record UserPoolOAuthConfiguration(string UserPoolId, PoolOAuthSettings OAuthConfiguration);

/// <summary>Beyond Cognito: tells what the pool's tokens and OAuth endpoints do beyond Cognito's settings.</summary>
internal sealed class GetUserPoolOAuthConfiguration(PoolScope scope)
    : ICognitoOperation<GetUserPoolOAuthConfigurationRequest, UserPoolOAuthConfiguration>
{
    public Task<UserPoolOAuthConfiguration> HandleAsync(
        GetUserPoolOAuthConfigurationRequest request,
        CancellationToken cancellationToken) =>
        Task.FromResult(new UserPoolOAuthConfiguration(request.UserPoolId, scope.Pool.OAuth.WithoutNotes()));
}
