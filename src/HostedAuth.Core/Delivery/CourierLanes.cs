namespace HostedAuth.Core.Delivery;

/// <summary>
/// How many messages are on their way at once: so many of a pool's channel and so many of a channel, so that a slow server
/// holds up neither other pools nor the other channel.
/// </summary>
internal sealed class CourierLanes
{
    private const int OfPool = 16;
    private const int OfChannel = 48;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Channel, string PoolId), int> _busy = [];

    /// <summary>Takes a place, if there is one.</summary>
    public bool TryEnter(OutboxMessage row)
    {
        lock (_lock)
        {
            var lane = (row.Channel, row.PoolId);
            var inLane = _busy.GetValueOrDefault(lane);
            if (inLane >= OfPool || OfChannelNow(row.Channel) >= OfChannel)
            {
                return false;
            }

            _busy[lane] = inLane + 1;
            return true;
        }
    }

    /// <summary>Gives the place back.</summary>
    public void Leave(OutboxMessage row)
    {
        lock (_lock)
        {
            var lane = (row.Channel, row.PoolId);
            if (--_busy[lane] == 0)
            {
                _busy.Remove(lane);
            }
        }
    }

    /// <summary>Only the rows that there are places for.</summary>
    public IQueryable<OutboxMessage> Narrow(IQueryable<OutboxMessage> rows)
    {
        lock (_lock)
        {
            foreach (var channel in _busy.Keys.Select(lane => lane.Channel).Distinct())
            {
                if (OfChannelNow(channel) >= OfChannel)
                {
                    rows = rows.Where(row => row.Channel != channel);
                    continue;
                }

                var full = _busy.Where(lane => lane.Key.Channel == channel && lane.Value >= OfPool)
                    .Select(lane => lane.Key.PoolId)
                    .ToList();
                if (full.Count > 0)
                {
                    rows = rows.Where(row => row.Channel != channel || !full.Contains(row.PoolId));
                }
            }
        }

        return rows;
    }

    private int OfChannelNow(string channel) => _busy.Where(lane => lane.Key.Channel == channel).Sum(lane => lane.Value);
}
