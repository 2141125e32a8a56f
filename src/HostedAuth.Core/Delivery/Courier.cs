using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// Takes messages out of the outbox to their senders: at least once, the oldest due first, several at a time, with longer
/// and longer pauses after failures. On several nodes a conditional statement decides who takes a message.
/// </summary>
public sealed partial class Courier(
    Database database,
    Outbox outbox,
    MessageRoutes routes,
    PoolDirectory pools,
    CourierBell bell,
    TimeProvider time,
    ILogger<Courier> logger) : BackgroundService
{
    private const int Batch = 16;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SendingTakesAtMost = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await DeliverDueAsync(stoppingToken) < Batch)
                {
                    await bell.WaitAsync(LookEvery, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The database is away or a row is broken: messages wait in the outbox, others go on.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogRoundFailed(exception);
                await bell.WaitAsync(LookEvery, CancellationToken.None);
            }
        }
    }

    /// <summary>Delivers what is due now, one batch at most.</summary>
    /// <returns>How many were due.</returns>
    internal async Task<int> DeliverDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = database.Open(poolId: null);
        // Across pools on purpose: one courier serves all.
        var due = await context.Outbox.IgnoreQueryFilters([HostedAuthDbContext.PoolFilter]).AsNoTracking()
            .Where(row => row.DeliveredAt == null && row.FailedAt == null && row.NextAttemptAt <= now)
            .OrderBy(row => row.NextAttemptAt)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        await Task.WhenAll(due.Select(row => DeliverAsync(row, cancellationToken)));
        return due.Count;
    }

    private async Task DeliverAsync(OutboxMessage row, CancellationToken cancellationToken)
    {
        if (!await TakeAsync(row, cancellationToken))
        {
            return;
        }

        var failure = await TrySendAsync(row, cancellationToken);
        if (failure is null)
        {
            await MarkDeliveredAsync(row, cancellationToken);
        }
        else
        {
            await MarkFailedAsync(row, failure, cancellationToken);
        }
    }

    private async Task<Failure?> TrySendAsync(OutboxMessage row, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(SendingTakesAtMost);
        try
        {
            var route = routes.Find(await pools.FindAsync(row.PoolId, limit.Token), row.Channel);
            var takers = routes.SendersOf(route, row.Channel).ToList();
            if (takers.Count == 0)
            {
                return new($"No sender is configured for {row.Channel}.");
            }

            var message = outbox.Open(row);
            foreach (var sender in takers)
            {
                await sender.SendAsync(row.Id, message, route, limit.Token);
            }

            return null;
        }
        catch (DeliveryException exception)
        {
            return new(exception.Message, exception.IsPermanent);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new("The server did not answer in time.");
        }
#pragma warning disable CA1031 // A message that can't be sent at all must not keep the others, nor be tried without a pause.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogBroken(exception, row.Id);
            return new($"The message can't be sent ({exception.GetType().Name}).");
        }
    }

    /// <summary>One of the nodes gets it, for as long as the lease.</summary>
    private async Task<bool> TakeAsync(OutboxMessage row, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + Lease;
        await using var context = database.Open(row.PoolId);
        return await context.Outbox
            .Where(r => r.Id == row.Id && r.DeliveredAt == null && r.NextAttemptAt == row.NextAttemptAt)
            .ExecuteUpdateAsync(
                set => set.SetProperty(r => r.NextAttemptAt, until).SetProperty(r => r.Attempts, r => r.Attempts + 1),
                cancellationToken) == 1;
    }

    private async Task MarkDeliveredAsync(OutboxMessage row, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = database.Open(row.PoolId);
        await context.Outbox.Where(r => r.Id == row.Id).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.DeliveredAt, now)
                .SetProperty(r => r.SealedBody, (byte[]?)null)
                .SetProperty(r => r.LastError, (string?)null),
            cancellationToken);
    }

    private async Task MarkFailedAsync(OutboxMessage row, Failure failure, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var reason = failure.Reason;
        var givenUp = failure.IsPermanent || now - row.CreatedAt > GiveUpAfter;
        if (givenUp)
        {
            LogGivenUp(row.Id, row.Channel, row.Attempts + 1, reason);
        }
        else
        {
            LogFailed(row.Id, row.Channel, reason);
        }

        var next = now + PauseAfter(row.Attempts + 1);
        await using var context = database.Open(row.PoolId);
        await context.Outbox.Where(r => r.Id == row.Id).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.NextAttemptAt, next)
                .SetProperty(r => r.LastError, reason)
                .SetProperty(r => r.SealedBody, r => givenUp ? null : r.SealedBody)
                .SetProperty(r => r.FailedAt, r => givenUp ? now : r.FailedAt),
            cancellationToken);
    }

    private static TimeSpan PauseAfter(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(attempts - 1, 16));
        return pause < LongestPause ? pause : LongestPause;
    }

    [LoggerMessage(4001, LogLevel.Warning, "Message {Id} ({Channel}) was not delivered and waits: {Reason}")]
    private partial void LogFailed(string id, string channel, string reason);

    [LoggerMessage(4004, LogLevel.Error, "Message {Id} ({Channel}) is given up after {Attempts} attempts: {Reason}")]
    private partial void LogGivenUp(string id, string channel, int attempts, string reason);

    [LoggerMessage(4003, LogLevel.Error, "Message {Id} can't be sent.")]
    private partial void LogBroken(Exception exception, string id);

    [LoggerMessage(4002, LogLevel.Error, "A round of deliveries failed.")]
    private partial void LogRoundFailed(Exception exception);

    private sealed record Failure(string Reason, bool IsPermanent = false);
}
