using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.SignIn;

/// <summary>Drops counts of failed guesses that are forgotten by now: else whoever guesses names fills the table.</summary>
internal sealed class LockoutChore(Database database, TimeProvider time) : IChore
{
    public string Name => "lockouts";

    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var forgottenBefore = time.GetUtcNow() - Lockouts.QuietTime;
        await using var context = database.Open(poolId: null);
        // Across pools on purpose: housekeeping looks after all of them. A wait never outlives the quiet time.
        await context.Lockouts.IgnoreQueryFilters([HostedAuthDbContext.PoolFilter])
            .Where(row => row.LastFailureAt <= forgottenBefore)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
