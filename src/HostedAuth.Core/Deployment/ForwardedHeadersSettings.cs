using System.ComponentModel;

namespace HostedAuth.Core.Deployment;

/// <summary>Proxies in front.</summary>
public sealed record ForwardedHeadersSettings
{
    [Description("Addresses of the proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.")]
    public IReadOnlyList<string> KnownProxies { get; init; } = [];
}
