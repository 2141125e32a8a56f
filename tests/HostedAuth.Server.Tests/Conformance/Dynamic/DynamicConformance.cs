namespace HostedAuth.Server.Tests.Conformance.Dynamic;

/// <summary>One program for all modules of the dynamic plan; each module makes itself a pool.</summary>
[CollectionDefinition(Name)]
public sealed class DynamicConformance : ICollectionFixture<DynamicServer>
{
    public const string Name = "Dynamic conformance";
}
