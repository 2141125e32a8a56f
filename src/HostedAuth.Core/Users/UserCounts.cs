using System.Collections.Concurrent;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Users;

/// <summary>
/// How many users a pool has, for EstimatedNumberOfUsers: exact while there are few, else counted once a minute, since a
/// count walks every user.
/// </summary>
public sealed class UserCounts(TimeProvider time)
{
    private const int CountedEachTime = 1_000;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (long Count, DateTimeOffset At)> _counts = new(StringComparer.Ordinal);

    /// <summary>The number of users of the pool that the context sees.</summary>
    public async Task<long> EstimateAsync(HostedAuthDbContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var poolId = context.PoolId ?? throw new InvalidOperationException("No pool was entered.");
        var now = time.GetUtcNow();
        if (_counts.TryGetValue(poolId, out var counted) && now - counted.At < Kept)
        {
            return counted.Count;
        }

        var count = await context.Users.OrderBy(user => user.Id).Take(CountedEachTime).LongCountAsync(cancellationToken);
        if (count < CountedEachTime)
        {
            _counts.TryRemove(poolId, out _);
            return count;
        }

        count = await context.Users.LongCountAsync(cancellationToken);
        _counts[poolId] = (count, now);
        return count;
    }
}
