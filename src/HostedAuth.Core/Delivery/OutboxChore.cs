using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Delivery;

/// <summary>Drops the rows of messages delivered or given up a while ago.</summary>
internal sealed class OutboxChore(Database database, TimeProvider time) : IChore
{
    private static readonly TimeSpan KeepDelivered = TimeSpan.FromDays(7);
    private static readonly TimeSpan KeepFailed = TimeSpan.FromDays(30);

    public string Name => "outbox";

    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var delivered = now - KeepDelivered;
        var failed = now - KeepFailed;
        await using var context = database.Open(poolId: null);
        await context.Outbox.IgnoreQueryFilters([HostedAuthDbContext.PoolFilter])
            .Where(row => row.DeliveredAt < delivered || row.FailedAt < failed)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
