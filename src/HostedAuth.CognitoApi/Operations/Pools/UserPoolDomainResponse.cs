using HostedAuth.Core.Domains;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.CognitoApi.Operations.Pools;

/// <summary>What a domain's creation or change answers.</summary>
/// <param name="CloudFrontDomain">
/// Where a custom domain's DNS record must point; for a prefix the host that answers, since guides read it there (AWS and
/// strict pools leave it out).
/// </param>
/// <param name="ManagedLoginVersion">1 or 2.</param>
/// <param name="Routing">As it was given.</param>
public sealed record UserPoolDomainResponse(string? CloudFrontDomain, int ManagedLoginVersion, Routing? Routing)
{
    internal static UserPoolDomainResponse Of(UserPoolDomain domain, PoolSnapshot pool, PoolAddress address) => new(
        domain.IsCustom || !pool.IsStrict ? address.TargetOf(domain) : null,
        domain.ManagedLoginVersion,
        domain.Routing);
}
