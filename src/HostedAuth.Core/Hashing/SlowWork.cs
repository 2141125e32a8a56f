using HostedAuth.Core.Requests;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Storage;

namespace HostedAuth.Core.Hashing;

/// <summary>The hashing lane, used for the request at hand: it counts against the share of its address and of its pool.</summary>
public sealed class SlowWork(HashingLane lane, PoolScope scope, CallDetails call)
{
    /// <summary>
    /// Runs the computation in the lane. Refuses with TooManyRequests when the lane is full, or the share of the address or
    /// the pool is used up. A backend that signs its calls, and doesn't say for whom they are, counts against that of its pool alone.
    /// </summary>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        lane.RunAsync(work, GuestOf(), cancellationToken);

    // The machine's own address would be everybody's, behind a proxy on it that the settings don't know.
    private LaneGuest GuestOf() => new(
        call.IsOfBackend || IpRanges.IsOfThisMachine(call.IpAddress) ? "" : IpRanges.HouseholdOf(call.IpAddress),
        scope.PoolId);
}
