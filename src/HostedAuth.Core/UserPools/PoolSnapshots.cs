using System.Collections.Frozen;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens.Keys;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.UserPools;

/// <summary>Reads the configuration of pools from the database, their secrets and keys unsealed.</summary>
public sealed class PoolSnapshots(Database database, Sealer sealer)
{
    /// <summary>The pool as the database has it now; or null.</summary>
    public async Task<PoolSnapshot?> ReadAsync(string poolId, CancellationToken cancellationToken)
    {
        await using var context = database.Open(poolId);
        var pool = await context.UserPools.AsNoTracking().FirstOrDefaultAsync(row => row.Id == poolId, cancellationToken);
        if (pool is null)
        {
            return null;
        }

        // Read after the pool's row: anything newer than the version read here bumps it and evicts this snapshot.
        var clients = await context.AppClients.AsNoTracking().ToListAsync(cancellationToken);
        var domains = await context.Domains.AsNoTracking().ToListAsync(cancellationToken);
        var servers = await context.ResourceServers.AsNoTracking().ToListAsync(cancellationToken);
        var keys = await context.SigningKeys.AsNoTracking().OrderBy(key => key.CreatedAt).ToListAsync(cancellationToken);
        var scopes = Scopes.Of(servers, pool.IsStrict).ToFrozenSet();
        var opened = new PoolKeys(
            sealer.Open(SealKind.PoolRootKey, poolId, pool.SealedRootKey),
            [.. keys.Where(key => key.State != SigningKeyState.Archived).Select(Open)],
            [.. keys.Where(key => key.State == SigningKeyState.Archived)]);
        return new PoolSnapshot
        {
            Pool = pool,
            Clients = clients.Select(client => Open(pool, client, scopes, opened)).ToFrozenDictionary(client => client.ClientId),
            Domains = domains,
            ResourceServers = servers.ToFrozenDictionary(server => server.Identifier),
            Keys = opened,
        };
    }

    private ClientSnapshot Open(UserPool pool, AppClient client, FrozenSet<string> scopesOfPool, PoolKeys keys) => new()
    {
        SubjectKey = keys.SubjectKey,
        Pool = pool,
        ScopesOfPool = scopesOfPool,
        Client = client,
        ActiveSecrets = ClientSecret.Open(sealer, client),
    };

    private SigningKeyPair Open(SigningKey key) =>
        new(key, sealer.Open(SealKind.SigningKey, $"{key.PoolId}/{key.Kid}", key.SealedPrivateKey));
}
