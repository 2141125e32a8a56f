using System.Collections.Concurrent;

namespace HostedAuth.Core.Triggers;

/// <summary>
/// Keeps one neighbour from holding everybody: so many calls to one target at a time on this node, and none for a while
/// when several in a row found it dead; then one is let through to see. It smooths, and guards nothing.
/// </summary>
internal sealed class TriggerTraffic(TimeProvider time)
{
    private const int AtOnce = 64;
    private const int FailuresInARow = 5;
    private static readonly TimeSpan Waits = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Target> _targets = new(StringComparer.Ordinal);

    /// <summary>A place for one call; null when there is none now. Say how it went, and dispose it.</summary>
    public async Task<Place?> EnterAsync(string arn, CancellationToken cancellationToken)
    {
        var target = _targets.GetOrAdd(arn, _ => new Target());
        if (!target.IsOpen(time.GetUtcNow()))
        {
            return null;
        }

        return await target.Free.WaitAsync(Waits, cancellationToken) ? new Place(target, time) : null;
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
