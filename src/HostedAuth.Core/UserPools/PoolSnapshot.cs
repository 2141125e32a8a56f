using System.Collections.Frozen;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Domains;
using HostedAuth.Core.ResourceServers;
using HostedAuth.Core.Tokens.Keys;

namespace HostedAuth.Core.UserPools;

/// <summary>The configuration of a pool at one version: immutable, in memory, shared by all requests.</summary>
public sealed class PoolSnapshot
{
    public required UserPool Pool { get; init; }

    public required FrozenDictionary<string, ClientSnapshot> Clients { get; init; }

    public required IReadOnlyList<UserPoolDomain> Domains { get; init; }

    public required FrozenDictionary<string, ResourceServer> ResourceServers { get; init; }

    public required PoolKeys Keys { get; init; }

    public string Id => Pool.Id;

    public UserPoolSettings Settings => Pool.Settings;

    public long Version => Pool.ConfigurationVersion;

    /// <summary>True when the pool answers exactly as AWS does, also where that is less friendly or less safe.</summary>
    public bool IsStrict => Pool.Tags.TryGetValue("hostedauth:strict", out var value) && value == "true";

    /// <summary>The client, or null.</summary>
    public ClientSnapshot? FindClient(string clientId) => Clients.GetValueOrDefault(clientId);
}
