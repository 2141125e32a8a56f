using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.CognitoApi.Operations.Pools;

/// <inheritdoc cref="CreateUserPoolDomainRequest"/>
public sealed record UpdateUserPoolDomainRequest(
    string UserPoolId,
    string Domain,
    CustomDomainConfig? CustomDomainConfig,
    int? ManagedLoginVersion,
    Routing? Routing) : IPoolRequest;

/// <summary>
/// Changes certificate, page version or routing of a domain; what is absent stays. Refuses with InvalidParameter.
/// </summary>
internal sealed class UpdateUserPoolDomain(Domains domains, PoolScope scope, PoolAddress address)
    : ICognitoOperation<UpdateUserPoolDomainRequest, UserPoolDomainResponse>
{
    public async Task<UserPoolDomainResponse> HandleAsync(
        UpdateUserPoolDomainRequest request,
        CancellationToken cancellationToken)
    {
        var domain = await domains.UpdateAsync(
            request.Domain,
            request.CustomDomainConfig,
            request.ManagedLoginVersion,
            request.Routing,
            cancellationToken);

        return UserPoolDomainResponse.Of(domain, scope.Pool, address);
    }
}
