namespace HostedAuth.Core.Storage;

/// <summary>
/// The queue before a database with a single writer (SQLite): waiting here costs nothing, waiting inside the engine
/// blocks a thread and polls.
/// </summary>
public sealed class WriteTurn : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public Task WaitAsync(CancellationToken cancellationToken) => _turn.WaitAsync(cancellationToken);

    public void Release() => _turn.Release();

    public void Dispose() => _turn.Dispose();
}
