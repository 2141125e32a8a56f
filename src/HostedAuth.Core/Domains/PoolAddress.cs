using HostedAuth.Core.Deployment;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Domains;

/// <summary>
/// The public addresses of pools: what discovery, links and mails say. Built from the settings alone, never from a
/// request's Host.
/// </summary>
public sealed class PoolAddress(Settings settings)
{
    private const string LocalSuffix = "localhost";

    private readonly Uri _public = new(settings.PublicUrl);

    /// <summary>
    /// The base of the pool's pages and OAuth endpoints, without a slash at the end: its domain where it has one (a
    /// custom one first) and the deployment has a public domain suffix, else the path <c>{PublicUrl}/{poolId}</c>.
    /// </summary>
    public string BaseOf(PoolSnapshot pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var domain = pool.Domains.OrderByDescending(domain => domain.IsCustom)
            .FirstOrDefault(_ => settings.DomainSuffix != LocalSuffix || !settings.PathAddresses);
        return domain is null ? $"{settings.PublicUrl}/{pool.Id}" : OriginOf(domain);
    }

    /// <summary>
    /// Every base under which the pool's endpoints for programs have a name: its domains, its path, and the address for clients
    /// that show certificates, which discovery tells beside <see cref="BaseOf"/> (RFC 8705, section 5).
    /// </summary>
    public IEnumerable<string> AllOf(PoolSnapshot pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        foreach (var domain in pool.Domains)
        {
            yield return OriginOf(domain);
        }

        yield return $"{settings.PublicUrl}/{pool.Id}";
        if (settings.ClientCertificates.PublicUrl is { Length: > 0 } mutual)
        {
            yield return $"{mutual}/{pool.Id}";
        }
    }

    /// <summary>The origin of a domain: scheme and port of the public address, the host of the domain.</summary>
    public string OriginOf(UserPoolDomain domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        var port = _public.IsDefaultPort ? "" : $":{_public.Port}";
        return $"{_public.Scheme}://{HostOf(domain)}{port}";
    }

    /// <summary>The host name of a domain: <c>{prefix}.{DomainSuffix}</c>, or the custom domain itself.</summary>
    public string HostOf(UserPoolDomain domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return domain.IsCustom ? domain.Domain : $"{domain.Domain}.{settings.DomainSuffix}";
    }

    /// <summary>
    /// The host that a browser must reach to reach the domain: a prefix's own; for a custom domain the one that its DNS
    /// record points to.
    /// </summary>
    public string TargetOf(UserPoolDomain domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return domain.IsCustom ? _public.IdnHost : HostOf(domain);
    }
}
