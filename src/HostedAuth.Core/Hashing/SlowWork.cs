using HostedAuth.Core.Requests;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Storage;

namespace HostedAuth.Core.Hashing;

/// <summary>The hashing lane, used for the request at hand: it counts against the shares of its address, its network and its pool.</summary>
public sealed class SlowWork(HashingLane lane, PoolScope scope, CallDetails call)
{
    /// <summary>
    /// Runs the computation in the lane. Refuses with TooManyRequests when the lane is full, or the share of the address, the
    /// network or the pool is used up. A backend that signs its calls, and doesn't say for whom they are, counts against that of
    /// its pool alone.
    /// </summary>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        lane.RunAsync(work, GuestOf(), cancellationToken);

    private LaneGuest GuestOf()
    {
        // The machine's own address would be everybody's, behind a proxy on it that the settings don't know.
        var address = call.IsOfBackend || IpRanges.IsOfThisMachine(call.IpAddress) ? null : call.IpAddress;
        return new(IpRanges.HouseholdOf(address), scope.PoolId, IpRanges.NetworkOf(address));
    }
}
