namespace HostedAuth.Core.Delivery;

/// <summary>Wakes the courier of this node when a message was committed; what other nodes leave it finds by looking.</summary>
public sealed class CourierBell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    /// <summary>Something is due, or there is a place again; ringing twice is ringing once.</summary>
    public void Ring()
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is ringing already.
        }
    }

    /// <summary>Returns when it rings, or after the time at the latest.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        _rung.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _rung.Dispose();
}
