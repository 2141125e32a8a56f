using System.Linq.Expressions;
using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace HostedAuth.Core.UserPools;

/// <summary>
/// What deleted pools leave behind: rows that nobody sees any more, since their pool is gone and its id never comes back.
/// They go in small statements, so that a pool of a million users blocks nobody and a kill in between costs nothing.
/// </summary>
internal sealed class DeletedPools(Database database, TimeProvider time) : IChore
{
    private const int BatchSize = 500;

    /// <summary>A request that began before the deletion may still write; nothing is written later than this.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    public string Name => "deleted-pools";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <summary>Deletes the rows of all deleted pools. Run twice at once it does no harm.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var pool in await ListAsync(cancellationToken))
        {
            var began = time.GetUtcNow();
            await PurgeAsync(pool.Id, cancellationToken);
            if (began - pool.DeletedAt > Quiet)
            {
                await ForgetAsync(pool.Id, cancellationToken);
            }
        }
    }

    private async Task<IReadOnlyList<DeletedPool>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = database.Open(poolId: null);
        return await context.DeletedPools.AsNoTracking().ToListAsync(cancellationToken);
    }

    private async Task ForgetAsync(string poolId, CancellationToken cancellationToken)
    {
        await using var context = database.Open(poolId: null);
        await context.DeletedPools.Where(pool => pool.Id == poolId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>All tables whose keys begin with a pool; each by a column that stands second in one of its indexes.</summary>
    private async Task PurgeAsync(string poolId, CancellationToken cancellationToken)
    {
        await using var context = database.Open(poolId);
        await EmptyAsync(context.KeptCodes, row => row.Hash, cancellationToken);
        await EmptyAsync(context.PushedRequests, row => row.Hash, cancellationToken);
        await EmptyAsync(context.DeviceAuthorizations, row => row.DeviceCodeHash, cancellationToken);
        await EmptyAsync(context.Consents, row => row.UserId, cancellationToken);
        await EmptyAsync(context.SpentIdentifiers, row => row.Hash, cancellationToken);
        await EmptyAsync(context.TokenSessions, row => row.Id, cancellationToken);
        await EmptyAsync(context.SsoSessions, row => row.Id, cancellationToken);
        await EmptyAsync(context.SignInAttempts, row => row.AttemptId, cancellationToken);
        await EmptyAsync(context.Lockouts, row => row.NameMac, cancellationToken);
        await EmptyAsync(context.OneTimeCodes, row => row.UserId, cancellationToken);
        await EmptyAsync(context.AttemptCounters, row => row.UserId, cancellationToken);
        await EmptyAsync(context.Outbox, row => row.Id, cancellationToken);
        await EmptyAsync(context.PasswordHistory, row => row.UserId, cancellationToken);
        await EmptyAsync(context.UserSearchValues, row => row.UserId, cancellationToken);
        await EmptyAsync(context.UserIdentifiers, row => row.Value, cancellationToken);
        await EmptyAsync(context.Passkeys, row => row.CredentialId, cancellationToken);
        await EmptyAsync(context.PasskeyCeremonies, row => row.UserId, cancellationToken);
        await EmptyAsync(context.AuthenticatorApps, row => row.UserId, cancellationToken);
        await EmptyAsync(context.RecoveryCodes, row => row.UserId, cancellationToken);
        await EmptyAsync(context.Devices, row => row.UserId, cancellationToken);
        await EmptyAsync(context.AuthEvents, row => row.UserId, cancellationToken);
        await EmptyAsync(context.TriggerCalls, row => row.Id, cancellationToken);
        await EmptyAsync(context.GroupMembers, row => row.UserId, cancellationToken);
        await EmptyAsync(context.Groups, row => row.Name, cancellationToken);
        await EmptyAsync(context.Users, row => row.Id, cancellationToken);
        await EmptyAsync(context.AppClients, row => row.ClientId, cancellationToken);
        await EmptyAsync(context.DeletedClients, row => row.ClientId, cancellationToken);
        await EmptyAsync(context.Domains, row => row.Domain, cancellationToken);
        await EmptyAsync(context.ResourceServers, row => row.Identifier, cancellationToken);
        await EmptyAsync(context.SigningKeys, row => row.Kid, cancellationToken);
    }

    /// <summary>Deletes the pool's rows of one table; the context sees those of the pool alone.</summary>
    private static async Task EmptyAsync<TRow, TKey>(
        IQueryable<TRow> rows,
        Expression<Func<TRow, TKey>> key,
        CancellationToken cancellationToken)
        where TRow : class
    {
        while (true)
        {
            var keys = await rows.AsNoTracking().Select(key).Take(BatchSize).ToListAsync(cancellationToken);
            if (keys.Count == 0)
            {
                return;
            }

            Expression<Func<TKey, bool>> isAmong = value => keys.Contains(value);
            var ofBatch = Expression.Lambda<Func<TRow, bool>>(
                ReplacingExpressionVisitor.Replace(isAmong.Parameters[0], key.Body, isAmong.Body),
                key.Parameters);
            await rows.Where(ofBatch).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
