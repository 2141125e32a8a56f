using System.Collections.Concurrent;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// Takes messages out of the outbox to their senders: at least once, the oldest due first, many at a time, with longer and
/// longer pauses after failures. On several nodes a conditional statement decides who takes a message.
/// </summary>
internal sealed partial class Courier(
    Database database,
    DeliveryAttempts attempts,
    CourierBell bell,
    TimeProvider time,
    ILogger<Courier> logger) : BackgroundService
{
    private const int Batch = 16;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    private readonly CourierLanes _lanes = new();
    private readonly ConcurrentDictionary<string, Task> _onTheirWay = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await StartDueAsync(stoppingToken))
                {
                    await bell.WaitAsync(LookEvery, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // The database is away or a row is broken: messages wait in the outbox, others go on.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogRoundFailed(exception);
                await bell.WaitAsync(LookEvery, CancellationToken.None);
            }
        }

        await Task.WhenAll(_onTheirWay.Values);
    }

    /// <summary>Delivers what is due now, one batch at most, and waits for it.</summary>
    internal async Task DeliverDueAsync(CancellationToken cancellationToken)
    {
        await StartDueAsync(cancellationToken);
        await Task.WhenAll(_onTheirWay.Values);
    }

    /// <summary>Sets off with what is due now, one batch at most.</summary>
    /// <returns>Whether more may be due: of what looked due, some may have found its lane full meanwhile.</returns>
    private async Task<bool> StartDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = database.Open(poolId: null);
        // Across pools on purpose: one courier serves all.
        var waiting = context.Outbox.IgnoreQueryFilters([HostedAuthDbContext.PoolFilter]).AsNoTracking()
            .Where(row => row.DeliveredAt == null && row.FailedAt == null && row.NextAttemptAt <= now);
        var due = await _lanes.Narrow(waiting).OrderBy(row => row.NextAttemptAt).Take(Batch).ToListAsync(cancellationToken);
        var started = 0;
        foreach (var row in due.Where(row => !_onTheirWay.ContainsKey(row.Id) && _lanes.TryEnter(row)))
        {
            started++;
            _onTheirWay[row.Id] = Task.CompletedTask;
            var delivery = DeliverAsync(row, cancellationToken);
            if (!delivery.IsCompleted)
            {
                _onTheirWay.TryUpdate(row.Id, delivery, Task.CompletedTask);
            }
        }

        return started > 0 && due.Count == Batch;
    }

    private async Task DeliverAsync(OutboxMessage row, CancellationToken cancellationToken)
    {
        try
        {
            if (await TakeAsync(row, cancellationToken) is { } until
                && await TryAsync(row, until, cancellationToken) is { } outcome)
            {
                // A stop that comes after the sending doesn't undo it: the message would go twice.
                await FinishAsync(row, outcome, CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program ends; the message is due as before.
        }
#pragma warning disable CA1031 // The database went away meanwhile: the message is due again when the lease is over.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogRoundFailed(exception);
        }
        finally
        {
            _lanes.Leave(row);
            _onTheirWay.TryRemove(row.Id, out _);
            bell.Ring();
        }
    }

    /// <summary>One of the nodes gets it, for as long as the lease.</summary>
    /// <returns>The end of the lease; null where another was quicker.</returns>
    private async Task<DateTimeOffset?> TakeAsync(OutboxMessage row, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + Lease;
        await using var context = database.Open(row.PoolId);
        var taken = await context.Outbox
            .Where(r => r.Id == row.Id && r.DeliveredAt == null && r.NextAttemptAt == row.NextAttemptAt)
            .ExecuteUpdateAsync(
                set => set.SetProperty(r => r.NextAttemptAt, until).SetProperty(r => r.Attempts, r => r.Attempts + 1),
                cancellationToken);
        return taken == 1 ? until : null;
    }

    /// <returns>What came of it; null where the program ended before anything could.</returns>
    private async Task<DeliveryOutcome?> TryAsync(OutboxMessage row, DateTimeOffset until, CancellationToken cancellationToken)
    {
        try
        {
            return await attempts.TryAsync(row, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The program ends: the next start, or another node, needn't wait until the lease is over, if it isn't yet.
            await using var context = database.Open(row.PoolId);
            await context.Outbox.Where(r => r.Id == row.Id && r.NextAttemptAt == until).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.NextAttemptAt, row.NextAttemptAt).SetProperty(r => r.Attempts, r => r.Attempts - 1),
                CancellationToken.None);
            return null;
        }
    }

    private Task FinishAsync(OutboxMessage row, DeliveryOutcome outcome, CancellationToken cancellationToken) => outcome switch
    {
        DeliveryOutcome.Delivered delivered => MarkDeliveredAsync(row, delivered.Sender, cancellationToken),
        DeliveryOutcome.Failed failed => MarkFailedAsync(row, failed, cancellationToken),
        _ => throw new InvalidOperationException("There is no other outcome."),
    };

    private async Task MarkDeliveredAsync(OutboxMessage row, string sender, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = database.Open(row.PoolId);
        await context.Outbox.Where(r => r.Id == row.Id).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.DeliveredAt, now)
                .SetProperty(r => r.Sender, sender)
                .SetProperty(r => r.SealedBody, (byte[]?)null)
                .SetProperty(r => r.LastError, (string?)null),
            cancellationToken);
    }

    private async Task MarkFailedAsync(OutboxMessage row, DeliveryOutcome.Failed failed, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var givenUp = failed.IsPermanent || now - row.CreatedAt > GiveUpAfter;
        var next = now + DeliveryPauses.After(row.Attempts + 1);
        await using var context = database.Open(row.PoolId);
        await context.Outbox.Where(r => r.Id == row.Id).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.NextAttemptAt, next)
                .SetProperty(r => r.LastError, failed.Reason)
                .SetProperty(r => r.SealedBody, r => givenUp ? null : r.SealedBody)
                .SetProperty(r => r.FailedAt, r => givenUp ? now : r.FailedAt),
            cancellationToken);
        if (givenUp)
        {
            LogGivenUp(row.Id, row.Channel, row.Attempts + 1, failed.Reason);
        }
        else
        {
            LogFailed(row.Id, row.Channel, failed.Reason);
        }
    }

    [LoggerMessage(4001, LogLevel.Warning, "Message {Id} ({Channel}) was not delivered and waits: {Reason}")]
    private partial void LogFailed(string id, string channel, string reason);

    [LoggerMessage(4004, LogLevel.Error, "Message {Id} ({Channel}) is given up after {Attempts} attempts: {Reason}")]
    private partial void LogGivenUp(string id, string channel, int attempts, string reason);

    [LoggerMessage(4002, LogLevel.Error, "A round of deliveries failed.")]
    private partial void LogRoundFailed(Exception exception);
}
