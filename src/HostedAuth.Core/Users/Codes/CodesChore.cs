using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Users.Codes;

/// <summary>Drops codes that are too old and counters whose hour is over, those of pretended users among them.</summary>
internal sealed class CodesChore(Database database, TimeProvider time) : IChore
{
    public string Name => "codes";

    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // A little later than they end, so that a request at work doesn't lose the row it has read.
        var now = time.GetUtcNow() - Every;
        await using var context = database.Open(poolId: null);
        await context.OneTimeCodes.IgnoreQueryFilters([HostedAuthDbContext.PoolFilter])
            .Where(code => code.ExpiresAt < now)
            .ExecuteDeleteAsync(cancellationToken);
        await context.AttemptCounters.IgnoreQueryFilters([HostedAuthDbContext.PoolFilter])
            .Where(counter => counter.WindowEndsAt < now)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
