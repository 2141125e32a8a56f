using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Conformance;

/// <summary>One program for all modules of the plans; each module makes itself a pool.</summary>
[CollectionDefinition(Name)]
public sealed class ConformanceServer : ICollectionFixture<HostedAuthServer>
{
    public const string Name = "Conformance";
}
