using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.CognitoApi.Operations.Pools;

/// <param name="UserPoolId">The pool.</param>
/// <param name="Domain">A prefix, or with a certificate a whole host name.</param>
/// <param name="CustomDomainConfig">Makes it a custom domain.</param>
/// <param name="ManagedLoginVersion">1 or 2.</param>
/// <param name="Routing">Kept as given.</param>
public sealed record CreateUserPoolDomainRequest(
    string UserPoolId,
    string Domain,
    CustomDomainConfig? CustomDomainConfig,
    int? ManagedLoginVersion,
    Routing? Routing) : IPoolRequest;

/// <summary>Gives a user pool a domain. Refuses with InvalidParameter.</summary>
internal sealed class CreateUserPoolDomain(Domains domains, PoolScope scope, PoolAddress address)
    : ICognitoOperation<CreateUserPoolDomainRequest, UserPoolDomainResponse>
{
    public async Task<UserPoolDomainResponse> HandleAsync(
        CreateUserPoolDomainRequest request,
        CancellationToken cancellationToken)
    {
        var domain = await domains.CreateAsync(
            request.Domain,
            request.CustomDomainConfig,
            request.ManagedLoginVersion,
            request.Routing,
            cancellationToken);

        return UserPoolDomainResponse.Of(domain, scope.Pool, address);
    }
}
