using System.ComponentModel;
using System.Runtime.InteropServices;
using HostedAuth.Core.Storage;
using Microsoft.Win32.SafeHandles;

namespace HostedAuth.Migrations.Sqlite;

/// <summary>
/// Brings the write-ahead log to the disk: once for all who committed since it was last brought there. SQLite itself
/// (<c>synchronous=FULL</c>) would do so within each commit, while nobody else can write; with <c>NORMAL</c> it leaves that
/// to us, and sees to it alone that a lost tail of the log is never half a transaction.
/// </summary>
/// <param name="path">Of the database.</param>
internal sealed partial class WalFlushes(string path) : WriteTurn
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _disk = new(1, 1);
    private SafeFileHandle? _log;

    /// <summary>Those who wait for the flush that comes next; null while nobody does.</summary>
    private TaskCompletionSource? _next;

    /// <summary>How often the log was brought to the disk.</summary>
    public int Count { get; private set; }

    public override async Task SettleAsync()
    {
        TaskCompletionSource flush;
        bool isFirst;
        lock (_lock)
        {
            isFirst = _next is null;
            flush = _next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        if (isFirst)
        {
            await _disk.WaitAsync();
            FlushFor(flush);
        }

        await flush.Task;
    }

    public override void Settle()
    {
        _disk.Wait();
        try
        {
            Flush();
        }
        finally
        {
            _disk.Release();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _log?.Dispose();
            _disk.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Who commits from here on waits for another one: this one may have begun before.</summary>
    private void FlushFor(TaskCompletionSource flush)
    {
        lock (_lock)
        {
            _next = null;
        }

        try
        {
            Flush();
            flush.SetResult();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            flush.SetException(new FlushException(exception.Message));
        }
        finally
        {
            _disk.Release();
        }
    }

    private void Flush()
    {
        // It stays the same file as long as a connection is open, and one always is: they are kept.
        _log ??= File.OpenHandle($"{path}-wal", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(_log);
        }
        else if (FlushData(_log) != 0)
        {
            throw new FlushException(new Win32Exception().Message);
        }

        Count++;
    }

    /// <summary>fdatasync(2): the log's content and length, without its times.</summary>
    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FlushData(SafeFileHandle file);
}

/// <summary>What was committed could not be brought to the disk.</summary>
internal sealed class FlushException(string message) : IOException(message);
