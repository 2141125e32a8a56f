namespace HostedAuth.Core.Hashing;

/// <summary>
/// Who holds how many of the lane's places. While more than half of them are taken, one address may hold an eighth, one network
/// five eighths and one pool three quarters: a flood leaves places for other people, that of many addresses of one line for other
/// networks, and that of a whole pool for other pools. A network has more than the half that its first address may take before
/// anybody is refused, so that its neighbours aren't refused with it.
/// </summary>
internal sealed class LaneShares(int places)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);
    private int _waiting;

    /// <summary>Takes a place; false when there is none for this guest.</summary>
    public bool TryTake(LaneGuest guest)
    {
        lock (_lock)
        {
            if (_waiting >= places || (_waiting >= places / 2 && HasItsShare(guest)))
            {
                return false;
            }

            Add(guest, 1);
            return true;
        }
    }

    /// <summary>Gives the place back.</summary>
    public void Leave(LaneGuest guest)
    {
        lock (_lock)
        {
            Add(guest, -1);
        }
    }

    private bool HasItsShare(LaneGuest guest) =>
        Held(guest.Household) >= places / 8
        || Held(NetworkOf(guest)) >= places * 5 / 8
        || Held(guest.PoolId) >= places * 3 / 4;

    /// <summary>Some network is written as one of its addresses is.</summary>
    private static string NetworkOf(LaneGuest guest) => guest.Network.Length > 0 ? $"network {guest.Network}" : "";

    private int Held(string? holder) => string.IsNullOrEmpty(holder) ? 0 : _held.GetValueOrDefault(holder);

    private void Add(LaneGuest guest, int change)
    {
        _waiting += change;
        Add(guest.Household, change);
        Add(NetworkOf(guest), change);
        Add(guest.PoolId, change);
    }

    private void Add(string? holder, int change)
    {
        if (string.IsNullOrEmpty(holder))
        {
            return;
        }

        var held = Held(holder) + change;
        if (held == 0)
        {
            _held.Remove(holder);
        }
        else
        {
            _held[holder] = held;
        }
    }
}
