using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.UserPools;

/// <summary>Notices other nodes' changes of configuration and drops the snapshots they concern.</summary>
public sealed partial class PoolDirectoryWatcher(
    Database database,
    PoolDirectory directory,
    TimeProvider time,
    ILogger<PoolDirectoryWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private long _seen = -1;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await database.WaitForChangeAsync(stoppingToken);
                await LookAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Without the database the snapshots at hand go on serving; the next look mends them.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogFailure(exception);
                await Task.Delay(PauseAfterFailure, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var context = database.Open(poolId: null);
        var version = await context.ConfigurationClock.AsNoTracking()
            .Select(clock => clock.Version)
            .FirstAsync(cancellationToken);
        if (version == _seen)
        {
            return;
        }

        await directory.RefreshAsync(cancellationToken);
        _seen = version;
    }

    [LoggerMessage(1001, LogLevel.Warning, "Changes of configuration on other nodes can't be read now.")]
    private partial void LogFailure(Exception exception);
}
