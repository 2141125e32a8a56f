using System.Linq.Expressions;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.AppClients;

/// <summary>
/// Deletes clients that registered themselves as anybody can and got no token within three days, or none for ninety, so that a
/// flood of them goes as it came. One that an operator changed stays.
/// </summary>
internal sealed class UnusedClients(Database database, PoolDirectory directory, TimeProvider time) : IChore
{
    private static readonly TimeSpan KeptUnused = TimeSpan.FromDays(3);
    private static readonly TimeSpan KeptAfterUse = TimeSpan.FromDays(90);

    public string Name => "unused-clients";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (madeBefore, usedBefore) = (now - KeptUnused, now - KeptAfterUse);
        Expression<Func<AppClient, bool>> isUnused = client =>
            client.IsRegistered
            && !client.IsVouchedFor
            && !client.IsHeldByOperator
            && ((client.UsedAt == null && client.CreatedAt <= madeBefore) || client.UsedAt <= usedBefore);
        foreach (var poolId in await ListPoolsAsync(isUnused, cancellationToken))
        {
            await using var context = database.Open(poolId);
            try
            {
                await directory.ChangeAsync(
                    context,
                    poolId,
                    () => DeleteAsync(context, isUnused, now, cancellationToken),
                    cancellationToken);
            }
            catch (AuthException gone) when (gone.Error.Kind is ErrorKind.ResourceNotFound)
            {
                // Deleted with its pool.
            }
        }
    }

    /// <summary>One used since it was listed stays.</summary>
    private static async Task DeleteAsync(
        HostedAuthDbContext context,
        Expression<Func<AppClient, bool>> isUnused,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var unused = context.AppClients.Where(isUnused);
        foreach (var clientId in await unused.Select(client => client.ClientId).ToListAsync(cancellationToken))
        {
            await ClientDeletion.DeleteAsync(context, unused, clientId, now, cancellationToken);
        }
    }

    /// <summary>Across pools on purpose: housekeeping looks after all of them.</summary>
    private async Task<IReadOnlyList<string>> ListPoolsAsync(
        Expression<Func<AppClient, bool>> isUnused,
        CancellationToken cancellationToken)
    {
        await using var context = database.Open(poolId: null);
        return await context.AppClients.IgnoreQueryFilters([HostedAuthDbContext.PoolFilter])
            .Where(isUnused)
            .Select(client => client.PoolId)
            .Distinct()
            .ToListAsync(cancellationToken);
    }
}
