namespace HostedAuth.Core.Housekeeping;

/// <summary>Which node does a chore, and until when it may.</summary>
public sealed class HousekeepingLease
{
    public required string Name { get; init; }

    public required string Holder { get; set; }

    public required DateTimeOffset Until { get; set; }
}
