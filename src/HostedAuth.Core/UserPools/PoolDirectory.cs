using System.Collections.Concurrent;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.UserPools;

/// <summary>
/// The configuration of pools, in memory. Reads cost no database; what is missing is looked up, so that a pool or client
/// made on another node is known at once; a change evicts the pool here and, through the database, on every node.
/// </summary>
public sealed class PoolDirectory(Database database, PoolSnapshots snapshots)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<PoolSnapshot?>>> _pools = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _poolOfClient = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _poolOfDomain = new(StringComparer.Ordinal);

    /// <summary>The pool, or null.</summary>
    public async ValueTask<PoolSnapshot?> FindAsync(string poolId, CancellationToken cancellationToken)
    {
        // Shared by all who ask meanwhile, so it must not end when one of them goes away.
        var entry = _pools.GetOrAdd(
            poolId,
            id => new Lazy<Task<PoolSnapshot?>>(() => ReadAsync(id)));
        return await entry.Value.WaitAsync(cancellationToken);
    }

    /// <summary>Whether anything is kept under the id.</summary>
    internal bool Keeps(string poolId) => _pools.ContainsKey(poolId);

    /// <summary>The pool that has the client, or null.</summary>
    public async ValueTask<PoolSnapshot?> FindByClientAsync(string clientId, CancellationToken cancellationToken)
    {
        var poolId = await FindPoolIdAsync(
            _poolOfClient,
            clientId,
            context => context.AppClients.Where(client => client.ClientId == clientId).Select(client => client.PoolId),
            cancellationToken);
        return await FindWithAsync(poolId, pool => pool.Clients.ContainsKey(clientId), cancellationToken);
    }

    /// <summary>The pool that has the domain (a prefix, or a whole custom domain), or null.</summary>
    public async ValueTask<PoolSnapshot?> FindByDomainAsync(string domain, CancellationToken cancellationToken)
    {
        var poolId = await FindPoolIdAsync(
            _poolOfDomain,
            domain,
            context => context.Domains.Where(row => row.Domain == domain).Select(row => row.PoolId),
            cancellationToken);
        return await FindWithAsync(poolId, pool => pool.Domains.Any(row => row.Domain == domain), cancellationToken);
    }

    /// <summary>
    /// Saves a change of configuration: the changes in the context and the pool's new version in one transaction. Evicts
    /// the pool's snapshot on all nodes. Refuses with ResourceNotFound when the pool is gone.
    /// </summary>
    public Task SaveChangeAsync(HostedAuthDbContext context, string poolId, CancellationToken cancellationToken) =>
        ChangeAsync(context, poolId, () => Task.CompletedTask, cancellationToken);

    /// <summary>
    /// Changes configuration in one transaction, after all other changes of the same pool and before the next: what
    /// <paramref name="change"/> reads stays true until it is saved.
    /// </summary>
    public async Task ChangeAsync(
        HostedAuthDbContext context,
        string poolId,
        Func<Task> change,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(change);
        await context.InTransactionAsync(
            async () =>
            {
                // First, since the lock on this row is what makes changes wait for each other.
                var pools = await context.UserPools.Where(pool => pool.Id == poolId).ExecuteUpdateAsync(
                    set => set.SetProperty(pool => pool.ConfigurationVersion, pool => pool.ConfigurationVersion + 1),
                    cancellationToken);
                if (pools == 0)
                {
                    throw AuthError.PoolNotFound(poolId).AsException();
                }

                await change();
                await context.SaveChangesAsync(cancellationToken);
                await context.ConfigurationClock.ExecuteUpdateAsync(
                    set => set.SetProperty(clock => clock.Version, clock => clock.Version + 1),
                    cancellationToken);
                await database.NotifyAsync(context, poolId, cancellationToken);
            },
            cancellationToken);
        _pools.TryRemove(poolId, out _);
    }

    /// <summary>Drops the snapshots that are not the newest any more. Called by the watcher.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var context = database.Open(poolId: null);
        var versions = await context.UserPools.AsNoTracking()
            .Select(pool => new { pool.Id, pool.ConfigurationVersion })
            .ToDictionaryAsync(pool => pool.Id, pool => pool.ConfigurationVersion, cancellationToken);
        foreach (var (poolId, entry) in _pools)
        {
            var isCurrent = entry.Value.IsCompletedSuccessfully
                && await entry.Value is { } snapshot
                && versions.TryGetValue(poolId, out var version)
                && version == snapshot.Version;
            if (!isCurrent)
            {
                _pools.TryRemove(KeyValuePair.Create(poolId, entry));
            }
        }
    }

    /// <summary>
    /// The pool as it has what the database says it has. A snapshot without it is older than the change, which another node
    /// made a moment ago.
    /// </summary>
    private async ValueTask<PoolSnapshot?> FindWithAsync(
        string? poolId,
        Func<PoolSnapshot, bool> has,
        CancellationToken cancellationToken)
    {
        if (poolId is null)
        {
            return null;
        }

        if (await FindAsync(poolId, cancellationToken) is { } known && has(known))
        {
            return known;
        }

        _pools.TryRemove(poolId, out _);
        return await FindAsync(poolId, cancellationToken) is { } fresh && has(fresh) ? fresh : null;
    }

    /// <summary>A look-up that finds nothing leaves nothing, also when all who asked have gone away meanwhile.</summary>
    private async Task<PoolSnapshot?> ReadAsync(string poolId)
    {
        PoolSnapshot? snapshot = null;
        try
        {
            snapshot = await snapshots.ReadAsync(poolId, CancellationToken.None);
            return snapshot;
        }
        finally
        {
            if (snapshot is null)
            {
                _pools.TryRemove(poolId, out _);
            }
        }
    }

    private async ValueTask<string?> FindPoolIdAsync(
        ConcurrentDictionary<string, string> known,
        string key,
        Func<HostedAuthDbContext, IQueryable<string>> query,
        CancellationToken cancellationToken)
    {
        if (known.TryGetValue(key, out var poolId) && await StillHasAsync(poolId, key, cancellationToken))
        {
            return poolId;
        }

        // Across pools on purpose: this look-up is what finds the pool.
        await using var context = database.Open(poolId: null);
        poolId = await query(context).IgnoreQueryFilters([HostedAuthDbContext.PoolFilter])
            .FirstOrDefaultAsync(cancellationToken);
        if (poolId is null)
        {
            known.TryRemove(key, out _);
            return null;
        }

        known[key] = poolId;
        return poolId;
    }

    private async ValueTask<bool> StillHasAsync(string poolId, string key, CancellationToken cancellationToken) =>
        await FindAsync(poolId, cancellationToken) is { } pool
        && (pool.Clients.ContainsKey(key) || pool.Domains.Any(domain => domain.Domain == key));
}
