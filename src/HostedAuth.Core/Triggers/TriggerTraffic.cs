using System.Collections.Concurrent;

namespace HostedAuth.Core.Triggers;

/// <summary>
/// Keeps one neighbour from holding everybody: so many calls of a pool to one target at a time on this node, and none for a
/// while when several in a row found it dead; then one is let through to see. By pool, since any operator may name a target
/// that is another's. It smooths, and guards nothing.
/// </summary>
internal sealed class TriggerTraffic(TimeProvider time)
{
    private const int AtOnce = 64;
    private const int FailuresInARow = 5;

    /// <summary>Beyond so many targets those that nothing is known of are forgotten.</summary>
    private const int MostKept = 1000;

    private static readonly TimeSpan Waits = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(string PoolId, string Arn), Target> _targets = new();

    /// <summary>A place for one call; null when there is none now. Say how it went, and dispose it.</summary>
    public async Task<Place?> EnterAsync(string poolId, string arn, CancellationToken cancellationToken)
    {
        var target = Find((poolId, arn));
        if (!target.IsOpen(time.GetUtcNow()))
        {
            return null;
        }

        return await target.Free.WaitAsync(Waits, cancellationToken) ? new Place(target, time) : null;
    }

    /// <summary>How many targets are kept in mind.</summary>
    internal int Count => _targets.Count;

    private Target Find((string PoolId, string Arn) name)
    {
        if (_targets.TryGetValue(name, out var known))
        {
            return known;
        }

        if (_targets.Count >= MostKept)
        {
            var now = time.GetUtcNow();
            foreach (var idle in _targets.Where(pair => pair.Value.IsIdle(now)))
            {
                // Who has just taken it calls past the new one's count, once.
                _targets.TryRemove(idle);
            }
        }

        return _targets.GetOrAdd(name, _ => new Target());
    }

    /// <summary>The right to make one call.</summary>
    internal sealed class Place(Target target, TimeProvider time) : IDisposable
    {
        /// <summary>Whether the target answered at all, be it with a refusal.</summary>
        public void Report(bool isAlive) => target.Report(isAlive, time.GetUtcNow());

        public void Dispose() => target.Free.Release();
    }

    internal sealed class Target
    {
        private readonly Lock _lock = new();
        private int _failures;
        private DateTimeOffset _closedUntil;

        public SemaphoreSlim Free { get; } = new(AtOnce, AtOnce);

        /// <summary>Nothing is under way, and it waits for nothing.</summary>
        public bool IsIdle(DateTimeOffset now)
        {
            lock (_lock)
            {
                return Free.CurrentCount == AtOnce && now >= _closedUntil;
            }
        }

        public bool IsOpen(DateTimeOffset now)
        {
            lock (_lock)
            {
                if (_failures < FailuresInARow)
                {
                    return true;
                }

                if (now < _closedUntil)
                {
                    return false;
                }

                // This call sees whether the target lives again; the others go on waiting.
                _closedUntil = now + Pause;
                return true;
            }
        }

        public void Report(bool isAlive, DateTimeOffset now)
        {
            lock (_lock)
            {
                _failures = isAlive ? 0 : Math.Min(_failures + 1, FailuresInARow);
                if (_failures == FailuresInARow)
                {
                    _closedUntil = now + Pause;
                }
            }
        }
    }
}
