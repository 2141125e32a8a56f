using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;

namespace HostedAuth.CognitoApi.Operations.Mfa;

public sealed record GetUserPoolMfaConfigRequest(string UserPoolId) : IPoolRequest;

/// <summary>Tells the second factors of a pool.</summary>
internal sealed class GetUserPoolMfaConfig(PoolScope scope)
    : ICognitoOperation<GetUserPoolMfaConfigRequest, UserPoolMfaResponse>
{
    public Task<UserPoolMfaResponse> HandleAsync(
        GetUserPoolMfaConfigRequest request,
        CancellationToken cancellationToken) =>
        Task.FromResult(UserPoolMfaResponse.Of(scope.Pool.Mfa, scope.Pool.Settings));
}
