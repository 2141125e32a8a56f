using HostedAuth.Core.Deployment;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// Says at the start which pools chose a sender, or a webhook for events, that the settings no longer hold: their messages
/// fail until one of the two is put right.
/// </summary>
internal sealed partial class RouteWarnings(
    Database database,
    MessageRoutes routes,
    Settings settings,
    ILogger<RouteWarnings> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var context = database.Open(poolId: null);
            await foreach (var pool in context.UserPools.AsNoTracking().AsAsyncEnumerable().WithCancellation(stoppingToken))
            {
                Check(pool);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends before it has looked at all.
        }
#pragma warning disable CA1031 // The database is away: whoever needs it says so, and these are warnings only.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogUnchecked(exception);
        }
    }

    private void Check(UserPool pool)
    {
        foreach (var channel in (string[])[Channels.Email, Channels.Sms])
        {
            if (MessageRoutes.IsChosenBy(pool, channel) && !routes.Reach(pool, channel))
            {
                LogGone(pool.Id, channel, routes.Find(pool, channel).Name);
            }
        }

        if (pool.FindTag(PoolTags.Events) is { Length: > 0 } webhook && !settings.Webhooks.ContainsKey(webhook))
        {
            LogGone(pool.Id, PoolTags.Events, webhook);
        }
    }

    [LoggerMessage(4005, LogLevel.Warning, "Pool {PoolId} sends {What} by {Sender}, which is not configured: it goes nowhere.")]
    private partial void LogGone(string poolId, string what, string sender);

    [LoggerMessage(4006, LogLevel.Warning, "Whether all pools' senders are configured could not be checked.")]
    private partial void LogUnchecked(Exception exception);
}
