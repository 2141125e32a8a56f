using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.AppClients;

/// <summary>
/// What deleted clients leave behind: consents, sessions, and what waits for an answer. They go in
/// small statements, so that a client of a million sessions blocks nobody and a kill in between costs nothing. Nobody is told
/// of a logout: who would be is gone. The log of sign-ins keeps the id; it is its user's.
/// </summary>
internal sealed class DeletedClients(Database database, TimeProvider time) : IChore
{
    private const int BatchSize = 500;

    /// <summary>A request that began before the deletion may still write; nothing is written later than this.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    public string Name => "deleted-clients";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <summary>Deletes the rows of all deleted clients. Run twice at once it does no harm.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var client in await ListAsync(cancellationToken))
        {
            var began = time.GetUtcNow();
            await using var context = database.Open(client.PoolId);
            await PurgeWaitingAsync(context, client.ClientId, cancellationToken);
            await PurgeConsentsAsync(context, client.ClientId, cancellationToken);
            await PurgeSessionsAsync(context, client.ClientId, cancellationToken);
            if (began - client.DeletedAt > Quiet)
            {
                await context.DeletedClients
                    .Where(row => row.ClientId == client.ClientId)
                    .ExecuteDeleteAsync(cancellationToken);
            }
        }
    }

    /// <summary>Across pools on purpose: housekeeping looks after all of them.</summary>
    private async Task<IReadOnlyList<DeletedClient>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = database.Open(poolId: null);
        return await context.DeletedClients.IgnoreQueryFilters([HostedAuthDbContext.PoolFilter])
            .AsNoTracking()
            .ToListAsync(cancellationToken);
    }

    /// <summary>Few, since they live for minutes.</summary>
    private static async Task PurgeWaitingAsync(
        HostedAuthDbContext context,
        string clientId,
        CancellationToken cancellationToken)
    {
        await context.KeptCodes.Where(row => row.ClientId == clientId).ExecuteDeleteAsync(cancellationToken);
        await context.PushedRequests.Where(row => row.ClientId == clientId).ExecuteDeleteAsync(cancellationToken);
        await context.DeviceAuthorizations.Where(row => row.ClientId == clientId).ExecuteDeleteAsync(cancellationToken);
    }

    private static Task PurgeConsentsAsync(
        HostedAuthDbContext context,
        string clientId,
        CancellationToken cancellationToken) => WalkAsync(
            after => context.Consents
                .Where(row => row.ClientId == clientId)
#pragma warning disable CA1309 // Translated to SQL, where columns compare by bytes.
                .Where(row => string.Compare(row.UserId, after) > 0)
#pragma warning restore CA1309
                .Select(row => row.UserId),
            users => context.Consents
                .Where(row => row.ClientId == clientId && users.Contains(row.UserId))
                .ExecuteDeleteAsync(cancellationToken),
            cancellationToken);

    private static Task PurgeSessionsAsync(
        HostedAuthDbContext context,
        string clientId,
        CancellationToken cancellationToken) => WalkAsync(
            after => context.TokenSessions
                .Where(row => row.ClientId == clientId)
#pragma warning disable CA1309 // Translated to SQL, where columns compare by bytes.
                .Where(row => string.Compare(row.Id, after) > 0)
#pragma warning restore CA1309
                .Select(row => row.Id),
            sessions => context.TokenSessions.Where(row => sessions.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken),
            cancellationToken);

    /// <summary>
    /// Deletes batch after batch along the table's key: the rows of other clients are passed once, and no index by client is
    /// kept, which every sign-in would pay for.
    /// </summary>
    /// <param name="keysAfter">The keys of the client's rows after a key.</param>
    /// <param name="deleteAsync">Deletes those rows.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    private static async Task WalkAsync(
        Func<string, IQueryable<string>> keysAfter,
        Func<List<string>, Task> deleteAsync,
        CancellationToken cancellationToken)
    {
        var after = "";
        while (await keysAfter(after).Order().Take(BatchSize).ToListAsync(cancellationToken) is { Count: > 0 } keys)
        {
            await deleteAsync(keys);
            after = keys[^1];
        }
    }
}
