using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.Tokens.Keys;

/// <summary>
/// Puts the pools' signing keys to use, retires and deletes them. Verifiers keep the published keys for a while, so a key
/// signs only once they all must have seen it. Safe on several nodes at once: one conditional statement decides who
/// rotates.
/// </summary>
public sealed partial class KeyRotation(
    Database database,
    PoolDirectory directory,
    SigningKeys signingKeys,
    TimeProvider time,
    ILogger<KeyRotation> logger)
{
    /// <summary>How long the next key has been published before it signs, at least: thrice the time that verifiers keep keys.</summary>
    public static readonly TimeSpan LeadTime = 3 * Jwks.CacheTime;

    /// <summary>
    /// How long a retired key stays published: the longest life of a token, and an hour for nodes that heard late of its
    /// retirement.
    /// </summary>
    public static readonly TimeSpan RetiredPeriod = TimeSpan.FromDays(1) + TimeSpan.FromHours(1);

    /// <summary>
    /// How long after its retirement the public part of a key is kept, so that ID tokens of long ago still say who was signed in
    /// (RP-Initiated Logout, section 2).
    /// </summary>
    public static readonly TimeSpan ArchivePeriod = TimeSpan.FromDays(400);

    /// <summary>
    /// Rotates the keys of every pool where it is time, archives those whose last token is dead, and deletes the oldest of these.
    /// For housekeeping.
    /// </summary>
    public async Task RotateDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = database.Open(poolId: null);
        foreach (var (poolId, algorithm) in await DueKeys.FindAsync(context, now, cancellationToken))
        {
            await RotateAsync(poolId, algorithm, cancellationToken);
        }

        foreach (var poolId in await DueKeys.FindPoolsWithAsync(
            context, SigningKeyState.Retired, now - RetiredPeriod, cancellationToken))
        {
            await ArchiveAsync(poolId, now - RetiredPeriod, cancellationToken);
        }

        foreach (var poolId in await DueKeys.FindPoolsWithAsync(
            context, SigningKeyState.Archived, now - ArchivePeriod, cancellationToken))
        {
            await DeleteArchivedAsync(poolId, now - ArchivePeriod, cancellationToken);
        }
    }

    /// <summary>
    /// Rotates the keys of a pool now, those of each algorithm: the next one signs, a new one is published, the old one
    /// stays published. Refuses with NextKeyTooYoung while a next key is younger than <see cref="LeadTime"/>, and with
    /// ResourceNotFound.
    /// </summary>
    /// <returns>The pool's keys after it.</returns>
    public async Task<IReadOnlyList<SigningKey>> RotateAsync(string poolId, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync(poolId, cancellationToken);
        if (keys.Count == 0)
        {
            throw AuthError.PoolNotFound(poolId).AsException();
        }

        if (keys.Where(key => key.State == SigningKeyState.Next).Max(key => key.CreatedAt) + LeadTime is var ready
            && ready > time.GetUtcNow())
        {
            throw AuthError.NextKeyTooYoung(ready).AsException();
        }

        foreach (var algorithm in keys.Select(key => key.Algorithm).Distinct())
        {
            await RotateAsync(poolId, algorithm, cancellationToken);
        }

        return await KeysAsync(poolId, cancellationToken);
    }

    /// <summary>The pool's keys but the archived ones, the oldest first.</summary>
    private async Task<List<SigningKey>> KeysAsync(string poolId, CancellationToken cancellationToken)
    {
        await using var context = database.Open(poolId);
        return await context.SigningKeys.AsNoTracking()
            .Where(key => key.State != SigningKeyState.Archived)
            .OrderBy(key => key.CreatedAt)
            .ToListAsync(cancellationToken);
    }

    /// <returns>False when the next key is too young, or another node did it at the same moment.</returns>
    private async Task<bool> RotateAsync(string poolId, string algorithm, CancellationToken cancellationToken)
    {
        await using var context = database.Open(poolId);
        var keys = await context.SigningKeys.AsNoTracking()
            .Where(key => key.Algorithm == algorithm)
            .ToListAsync(cancellationToken);
        var current = keys.Find(key => key.State == SigningKeyState.Current);
        var next = keys.Find(key => key.State == SigningKeyState.Next);
        if (current is null || next is null || next.CreatedAt + LeadTime > time.GetUtcNow())
        {
            return false;
        }

        var added = await signingKeys.MakeNextAsync(poolId, algorithm, cancellationToken);
        var rotated = await context.InTransactionAsync(
            async () =>
            {
                if (!await TryRetireAsync(context, current.Kid, cancellationToken))
                {
                    return false;
                }

                await ActivateAsync(context, next.Kid, cancellationToken);
                context.SigningKeys.Add(added);
                await directory.SaveChangeAsync(context, poolId, cancellationToken);
                return true;
            },
            cancellationToken);
        if (rotated)
        {
            // Whoever loaded the pool before the commit has the old keys.
            await directory.RefreshAsync(cancellationToken);
            LogRotated(poolId, algorithm, next.Kid, current.Kid, added.Kid);
        }

        return rotated;
    }

    private async Task<bool> TryRetireAsync(HostedAuthDbContext context, string kid, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await context.SigningKeys
            .Where(key => key.Kid == kid && key.State == SigningKeyState.Current)
            .ExecuteUpdateAsync(
                set => set.SetProperty(key => key.State, SigningKeyState.Retired).SetProperty(key => key.RetiredAt, now),
                cancellationToken) == 1;
    }

    private Task<int> ActivateAsync(HostedAuthDbContext context, string kid, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return context.SigningKeys
            .Where(key => key.Kid == kid)
            .ExecuteUpdateAsync(
                set => set.SetProperty(key => key.State, SigningKeyState.Current).SetProperty(key => key.ActivatedAt, now),
                cancellationToken);
    }

    private Task ArchiveAsync(string poolId, DateTimeOffset before, CancellationToken cancellationToken) => ChangeAsync(
        poolId,
        keys => keys.Where(key => key.State == SigningKeyState.Retired && key.RetiredAt <= before).ExecuteUpdateAsync(
            set => set.SetProperty(key => key.State, SigningKeyState.Archived)
                .SetProperty(key => key.SealedPrivateKey, Array.Empty<byte>()),
            cancellationToken),
        cancellationToken);

    private Task DeleteArchivedAsync(string poolId, DateTimeOffset before, CancellationToken cancellationToken) => ChangeAsync(
        poolId,
        keys => keys.Where(key => key.State == SigningKeyState.Archived && key.RetiredAt <= before)
            .ExecuteDeleteAsync(cancellationToken),
        cancellationToken);

    private async Task ChangeAsync(
        string poolId,
        Func<IQueryable<SigningKey>, Task<int>> change,
        CancellationToken cancellationToken)
    {
        await using var context = database.Open(poolId);
        await context.InTransactionAsync(
            async () =>
            {
                await change(context.SigningKeys);
                await directory.SaveChangeAsync(context, poolId, cancellationToken);
            },
            cancellationToken);
        await directory.RefreshAsync(cancellationToken);
    }

    [LoggerMessage(3101, LogLevel.Information,
        "Pool {PoolId} signs {Algorithm} with key {Current}; {Retired} is retired, {Next} is published as the next.")]
    private partial void LogRotated(string poolId, string algorithm, string current, string retired, string next);
}
