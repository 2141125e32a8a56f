namespace HostedAuth.Core.Delivery;

/// <summary>
/// How many messages are on their way at once: so many of a pool's channel and so many of a channel, so that a slow server
/// holds up neither other pools nor the other channels. Of logouts, which go to addresses that clients choose, few to each
/// client, so that a slow one doesn't hold up the others of its pool; clients that registered themselves have a channel of
/// their own.
/// </summary>
internal sealed class CourierLanes
{
    private const int OfPool = 16;
    private const int OfChannel = 48;
    private const int OfClient = 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<Lane, int> _busy = [];

    /// <summary>Takes a place, if there is one.</summary>
    public bool TryEnter(OutboxMessage row)
    {
        lock (_lock)
        {
            var lane = LaneOf(row);
            if ((lane.ClientId is not null && Count(lane) >= OfClient)
                || CountOfPool(lane.Channel, lane.PoolId) >= OfPool
                || CountOfChannel(lane.Channel) >= OfChannel)
            {
                return false;
            }

            _busy[lane] = Count(lane) + 1;
            return true;
        }
    }

    /// <summary>Gives the place back.</summary>
    public void Leave(OutboxMessage row)
    {
        lock (_lock)
        {
            var lane = LaneOf(row);
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
                if (CountOfChannel(channel) >= OfChannel)
                {
                    rows = rows.Where(row => row.Channel != channel);
                    continue;
                }

                var full = _busy.Keys.Where(lane => lane.Channel == channel).Select(lane => lane.PoolId).Distinct()
                    .Where(poolId => CountOfPool(channel, poolId) >= OfPool)
                    .ToList();
                if (full.Count > 0)
                {
                    rows = rows.Where(row => row.Channel != channel || !full.Contains(row.PoolId));
                }
            }

            return NarrowClients(rows);
        }
    }

    private IQueryable<OutboxMessage> NarrowClients(IQueryable<OutboxMessage> rows)
    {
        // By the id alone: clients of two pools never have the same.
        var full = _busy.Where(lane => lane.Key.ClientId is not null && lane.Value >= OfClient)
            .Select(lane => lane.Key.ClientId!)
            .ToList();
        return full.Count > 0
            ? rows.Where(row =>
                (row.Channel != Channels.Logout && row.Channel != Channels.LogoutOfRegistered) || !full.Contains(row.Destination))
            : rows;
    }

    private static Lane LaneOf(OutboxMessage row) =>
        new(row.Channel, row.PoolId, row.Channel is Channels.Logout or Channels.LogoutOfRegistered ? row.Destination : null);

    private int Count(Lane lane) => _busy.GetValueOrDefault(lane);

    private int CountOfPool(string channel, string poolId) =>
        _busy.Where(lane => lane.Key.Channel == channel && lane.Key.PoolId == poolId).Sum(lane => lane.Value);

    private int CountOfChannel(string channel) => _busy.Where(lane => lane.Key.Channel == channel).Sum(lane => lane.Value);

    /// <param name="Channel">One of <see cref="Channels"/>.</param>
    /// <param name="PoolId">Whose messages.</param>
    /// <param name="ClientId">Of logouts the client that is told.</param>
    private readonly record struct Lane(string Channel, string PoolId, string? ClientId);
}
