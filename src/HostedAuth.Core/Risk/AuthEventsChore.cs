using HostedAuth.Core.Deployment;
using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Risk;

/// <summary>Drops events that were kept long enough, and soon those of names that nobody has.</summary>
internal sealed class AuthEventsChore(Database database, Settings settings, TimeProvider time) : IChore
{
    private static readonly TimeSpan PretencesLive = TimeSpan.FromMinutes(30);

    public string Name => "auth-events";

    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var keptSince = now - TimeSpan.FromDays(settings.AuthEvents.KeptDays);
        var (from, until) = (now - (2 * PretencesLive), now - PretencesLive);
        await using var context = database.Open(poolId: null);
        // Across pools on purpose: housekeeping looks after all of them.
        var events = context.AuthEvents.IgnoreQueryFilters([HostedAuthDbContext.PoolFilter]);
        await events.Where(row => row.CreatedAt < keptSince).ExecuteDeleteAsync(cancellationToken);
        // Looks at a short stretch only: what is older was looked at before, or goes when its time is over.
        await events.Where(row => row.CreatedAt >= from && row.CreatedAt < until)
            .Where(row => !context.Users.IgnoreQueryFilters(new[] { HostedAuthDbContext.PoolFilter })
                .Any(user => user.PoolId == row.PoolId && user.Id == row.UserId))
            .ExecuteDeleteAsync(cancellationToken);
    }
}
