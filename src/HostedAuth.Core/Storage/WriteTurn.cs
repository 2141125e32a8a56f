namespace HostedAuth.Core.Storage;

/// <summary>
/// The queue before a database with a single writer (SQLite): waiting here costs nothing, waiting inside the engine
/// blocks a thread and polls. A commit is on the disk once it is settled, which nobody needs the turn for.
/// </summary>
public abstract class WriteTurn : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public Task WaitAsync(CancellationToken cancellationToken) => _turn.WaitAsync(cancellationToken);

    public void Release() => _turn.Release();

    /// <summary>Returns once all that was committed before is on the disk.</summary>
    /// <exception cref="IOException">It can't be brought there.</exception>
    public abstract Task SettleAsync();

    /// <inheritdoc cref="SettleAsync"/>
    public abstract void Settle();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _turn.Dispose();
        }
    }
}
