using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.Core.ResourceServers;

/// <summary>An API that tokens of the pool may be meant for; its scopes read <c>identifier/name</c>.</summary>
public sealed class ResourceServer
{
    public required string PoolId { get; init; }

    public required string Identifier { get; init; }

    public required string Name { get; set; }

    public IReadOnlyList<ResourceServerScope> Scopes { get; set; } = [];
}
