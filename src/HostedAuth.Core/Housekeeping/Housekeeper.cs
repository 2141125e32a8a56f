using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.Housekeeping;

/// <summary>Runs the chores that are due, each on whichever node holds its lease.</summary>
public sealed partial class Housekeeper(
    Database database,
    IServiceScopeFactory scopes,
    TimeProvider time,
    ILogger<Housekeeper> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    private readonly string _node = Guid.NewGuid().ToString("N");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await RunDueAsync(stoppingToken);
            await Task.Delay(LookEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Runs every chore whose lease is free or this node's and whose time has come.</summary>
    internal async Task RunDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var chore in scope.ServiceProvider.GetServices<IChore>())
        {
            try
            {
                if (await TakeLeaseAsync(chore, cancellationToken))
                {
                    await chore.RunAsync(cancellationToken);
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // One chore's failure must not keep the others; it is due again after its pause.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogFailure(exception, chore.Name);
            }
        }
    }

    /// <summary>
    /// A lease lasts as long as the chore's pause: whoever takes it runs the chore once, and nobody else does meanwhile.
    /// </summary>
    private async Task<bool> TakeLeaseAsync(IChore chore, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var until = now + chore.Every;
        await using var context = database.Open(poolId: null);
        var taken = await context.Leases.Where(lease => lease.Name == chore.Name && lease.Until <= now).ExecuteUpdateAsync(
            set => set.SetProperty(lease => lease.Holder, _node).SetProperty(lease => lease.Until, until),
            cancellationToken);
        if (taken == 1)
        {
            return true;
        }

        if (await context.Leases.AnyAsync(lease => lease.Name == chore.Name, cancellationToken))
        {
            return false;
        }

        context.Leases.Add(new HousekeepingLease { Name = chore.Name, Holder = _node, Until = until });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (database.IsUniqueViolation(exception))
        {
            return false;
        }
    }

    [LoggerMessage(5001, LogLevel.Error, "The chore {Chore} failed.")]
    private partial void LogFailure(Exception exception, string chore);
}
