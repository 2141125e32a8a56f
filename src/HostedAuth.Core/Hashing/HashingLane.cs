using System.Runtime.InteropServices;
using System.Threading.Channels;
using HostedAuth.Core.Errors;

namespace HostedAuth.Core.Hashing;

/// <summary>
/// Where every deliberately slow computation runs: as many threads as cores, at a lower priority, behind a bounded queue
/// in which everybody has a share (<see cref="SlowWork"/>), so that sign-ins never starve the requests that cost a
/// thousandth of them.
/// </summary>
public sealed partial class HashingLane : IDisposable
{
    /// <summary>How many computations may wait for each thread; at a fifth of a second each, some seconds.</summary>
    private const int QueuePerThread = 64;

    // Unbounded by itself: who has no place doesn't come in.
    private readonly Channel<Action> _queue = Channel.CreateUnbounded<Action>();
    private readonly LaneShares _shares;

    public HashingLane()
    {
        _shares = new LaneShares(Places);
        for (var i = 0; i < Environment.ProcessorCount; i++)
        {
            new Thread(Work) { IsBackground = true, Name = "hashing", Priority = ThreadPriority.BelowNormal }.Start();
        }
    }

    /// <summary>How many computations may wait.</summary>
    internal static int Places => QueuePerThread * Environment.ProcessorCount;

    /// <summary>Runs the server's own computation in the lane. Refuses with TooManyRequests when the queue is full.</summary>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        RunAsync(work, LaneGuest.Nobody, cancellationToken);

    /// <summary>Runs the computation in the lane. Refuses with TooManyRequests when there is no place for this guest.</summary>
    public Task<T> RunAsync<T>(Func<T> work, LaneGuest guest, CancellationToken cancellationToken)
    {
        if (!_shares.TryTake(guest))
        {
            throw AuthError.Busy.AsException();
        }

        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var isOpen = _queue.Writer.TryWrite(() =>
        {
            _shares.Leave(guest);
            if (cancellationToken.IsCancellationRequested)
            {
                completion.SetCanceled(cancellationToken);
                return;
            }

            try
            {
                completion.SetResult(work());
            }
#pragma warning disable CA1031 // Whatever it throws belongs to the caller who awaits it, not to this thread.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                completion.SetException(exception);
            }
        });

        return isOpen ? completion.Task : throw AuthError.Busy.AsException();
    }

    public void Dispose() => _queue.Writer.TryComplete();

    private void Work()
    {
        LowerPriority();
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_queue.Reader.TryRead(out var work))
            {
                work();
            }
        }
    }

    /// <summary>.NET ignores thread priorities on Linux; there they are a nice value of the thread's own.</summary>
    private static void LowerPriority()
    {
        const int process = 0;
        const int self = 0;
        if (OperatingSystem.IsLinux())
        {
            // Refused in some sandboxes; then the lane runs at the ordinary priority, which is slower for others but right.
            _ = SetPriority(process, self, 10);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, int who, int priority);
}
