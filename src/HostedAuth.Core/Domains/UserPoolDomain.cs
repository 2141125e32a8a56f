using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.Core.Domains;

/// <summary>A host name under which the pool's pages and OAuth endpoints answer: a prefix or a custom domain.</summary>
public sealed class UserPoolDomain
{
    public required string PoolId { get; init; }

    /// <summary>The prefix, or the whole name of a custom domain; unique in the deployment.</summary>
    public required string Domain { get; init; }

    /// <summary>Present for a custom domain: the ARN of its certificate.</summary>
    public CustomDomainConfig? CustomDomainConfig { get; set; }

    public int ManagedLoginVersion { get; set; } = 1;

    public Routing? Routing { get; set; }

    /// <summary>Changes with every update (the API shows it).</summary>
    public required string Version { get; set; }

    public bool IsCustom => CustomDomainConfig is not null;
}
