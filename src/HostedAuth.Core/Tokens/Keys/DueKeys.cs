using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools.Settings;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Tokens.Keys;

/// <summary>Finds the keys that it is time to replace or delete, of all pools: housekeeping looks after all of them.</summary>
internal static class DueKeys
{
    /// <summary>The pools and algorithms whose current key has signed for as long as the pool wants, or longer.</summary>
    public static async Task<List<(string PoolId, string Algorithm)>> FindAsync(
        HostedAuthDbContext context,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var shortest = now - PoolOAuthSettings.ShortestKeyRotation;
        var ordinary = now - PoolOAuthSettings.Default.KeyRotationPeriod;
        var candidates = await (
            from key in context.SigningKeys.IgnoreQueryFilters([HostedAuthDbContext.PoolFilter])
            join pool in context.UserPools.IgnoreQueryFilters([HostedAuthDbContext.PoolFilter]) on key.PoolId equals pool.Id
            where key.State == SigningKeyState.Current
                && (key.ActivatedAt <= ordinary || (pool.OAuth != null && key.ActivatedAt <= shortest))
            select new { key.PoolId, key.Algorithm, key.ActivatedAt, pool.OAuth }).ToListAsync(cancellationToken);
        return
        [
            .. candidates
                .Where(key => key.ActivatedAt <= now - (key.OAuth ?? PoolOAuthSettings.Default).KeyRotationPeriod)
                .Select(key => (key.PoolId, key.Algorithm)),
        ];
    }

    /// <summary>The pools that have a key in the state which was retired at the time or before.</summary>
    public static Task<List<string>> FindPoolsWithAsync(
        HostedAuthDbContext context,
        SigningKeyState state,
        DateTimeOffset before,
        CancellationToken cancellationToken) =>
        context.SigningKeys.IgnoreQueryFilters([HostedAuthDbContext.PoolFilter])
            .Where(key => key.State == state && key.RetiredAt <= before)
            .Select(key => key.PoolId)
            .Distinct()
            .ToListAsync(cancellationToken);
}
