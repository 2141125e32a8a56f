namespace HostedAuth.Server.Hosting.Https;

/// <summary>
/// Has certificates read anew when their files change: told by the file system where it tells, else by looking.
/// </summary>
internal sealed class CertificateWatch(ServerCertificates certificates) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    /// <summary>So that both files of a pair are written when they are read.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (certificates.Files is [])
        {
            return;
        }

        using var changed = new SemaphoreSlim(0);
        var watchers = certificates.Files.SelectMany(file => file.Folders).Distinct().Select(folder => Watch(folder, changed)).ToList();
        try
        {
            while (true)
            {
                if (await changed.WaitAsync(LookEvery, stoppingToken))
                {
                    await Task.Delay(Settling, stoppingToken);
                    while (changed.Wait(TimeSpan.Zero, stoppingToken))
                    {
                        // What came meanwhile is seen now as well.
                    }
                }

                foreach (var file in certificates.Files)
                {
                    file.Reload();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
        finally
        {
            watchers.ForEach(watcher => watcher.Dispose());
        }
    }

    private static FileSystemWatcher Watch(string folder, SemaphoreSlim changed)
    {
        var watcher = new FileSystemWatcher(folder);
        watcher.Changed += Tell;
        watcher.Created += Tell;
        watcher.Renamed += Tell;
        watcher.EnableRaisingEvents = true;
        return watcher;

        void Tell(object sender, FileSystemEventArgs change) => changed.Release();
    }
}
