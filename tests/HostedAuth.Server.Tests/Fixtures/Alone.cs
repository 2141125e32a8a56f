namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>For tests that count what happens in the whole process: nothing runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
