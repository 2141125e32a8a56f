namespace HostedAuth.Core.Storage;

/// <summary>One row that moves with every change of configuration, so that a node notices others' changes by one read.</summary>
public sealed class ConfigurationClock
{
    public const int TheOnlyRow = 1;

    public int Id { get; init; } = TheOnlyRow;

    public long Version { get; set; }
}
