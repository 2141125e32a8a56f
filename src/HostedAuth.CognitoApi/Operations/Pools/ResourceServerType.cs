using HostedAuth.Core.ResourceServers;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.CognitoApi.Operations.Pools;

/// <summary>A resource server on the wire.</summary>
public sealed record ResourceServerType(
    string UserPoolId,
    string Identifier,
    string Name,
    IReadOnlyList<ResourceServerScope> Scopes)
{
    public static ResourceServerType Of(ResourceServer server) =>
        new(server.PoolId, server.Identifier, server.Name, server.Scopes);
}
