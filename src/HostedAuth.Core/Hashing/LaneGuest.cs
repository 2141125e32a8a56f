namespace HostedAuth.Core.Hashing;

/// <summary>For whom a computation waits in the <see cref="HashingLane"/>, as far as it counts against their share.</summary>
/// <param name="Household">The caller's address, as <c>IpRanges.HouseholdOf</c> tells it; empty where none is known or counts.</param>
/// <param name="PoolId">The pool; null for none.</param>
/// <param name="Network">The caller's network, as <c>IpRanges.NetworkOf</c> tells it; empty where none is known.</param>
public sealed record LaneGuest(string Household, string? PoolId, string Network = "")
{
    /// <summary>Nobody's share: the server itself.</summary>
    public static LaneGuest Nobody { get; } = new("", null);
}
