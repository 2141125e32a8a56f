using System.Buffers.Text;
using System.Security.Cryptography;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.UserPools;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.Tokens.Keys;

/// <summary>
/// The pools' signing keys: made, published ahead, put to use, retired, deleted. Safe on several nodes at once: one
/// conditional statement decides who rotates.
/// </summary>
public sealed partial class SigningKeys(
    Database database,
    PoolDirectory directory,
    SigningKeyStock stock,
    Sealer sealer,
    TimeProvider time,
    ILogger<SigningKeys> logger)
{
    /// <summary>How long a key signs.</summary>
    public static readonly TimeSpan SigningPeriod = TimeSpan.FromDays(90);

    /// <summary>
    /// How long a retired key stays published: the longest life of a token, and an hour for nodes that heard late of its
    /// retirement.
    /// </summary>
    public static readonly TimeSpan RetiredPeriod = TimeSpan.FromDays(1) + TimeSpan.FromHours(1);

    /// <summary>Adds the first two keys of a new pool to the unit of work, unsaved: one that signs and the next.</summary>
    public async Task AddInitialAsync(HostedAuthDbContext context, string poolId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var current = await stock.TakeAsync(cancellationToken);
        var next = await stock.TakeAsync(cancellationToken);
        context.SigningKeys.Add(NewKey(poolId, current, SigningKeyState.Current));
        context.SigningKeys.Add(NewKey(poolId, next, SigningKeyState.Next));
    }

    /// <summary>Rotates the keys of every pool where it is time, and deletes those whose last token is dead. For housekeeping.</summary>
    public async Task RotateDueKeysAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var poolId in await PoolsWithAsync(SigningKeyState.Current, now - SigningPeriod, cancellationToken))
        {
            await RotateAsync(poolId, cancellationToken);
        }

        foreach (var poolId in await PoolsWithAsync(SigningKeyState.Retired, now - RetiredPeriod, cancellationToken))
        {
            await DeleteRetiredAsync(poolId, now - RetiredPeriod, cancellationToken);
        }
    }

    /// <summary>Rotates the keys of a pool now: the next key signs, a new one is published, the old one stays published.</summary>
    /// <returns>False when there is no such pool, or another node did it at the same moment.</returns>
    public async Task<bool> RotateAsync(string poolId, CancellationToken cancellationToken)
    {
        var material = await stock.TakeAsync(cancellationToken);
        await using var context = database.Open(poolId);
        var keys = await context.SigningKeys.AsNoTracking().ToListAsync(cancellationToken);
        var current = keys.Find(key => key.State == SigningKeyState.Current);
        var next = keys.Find(key => key.State == SigningKeyState.Next);
        if (current is null || next is null)
        {
            return false;
        }

        var added = NewKey(poolId, material, SigningKeyState.Next);
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
            LogRotated(poolId, next.Kid, current.Kid, added.Kid);
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

    private async Task DeleteRetiredAsync(string poolId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var context = database.Open(poolId);
        await context.InTransactionAsync(
            async () =>
            {
                await context.SigningKeys
                    .Where(key => key.State == SigningKeyState.Retired && key.RetiredAt <= before)
                    .ExecuteDeleteAsync(cancellationToken);
                await directory.SaveChangeAsync(context, poolId, cancellationToken);
            },
            cancellationToken);
        await directory.RefreshAsync(cancellationToken);
    }

    /// <summary>The pools that have a key which came into the state at the time or before.</summary>
    private async Task<List<string>> PoolsWithAsync(
        SigningKeyState state,
        DateTimeOffset before,
        CancellationToken cancellationToken)
    {
        await using var context = database.Open(poolId: null);

        // Across pools on purpose: housekeeping looks after all of them.
        return await context.SigningKeys.IgnoreQueryFilters([HostedAuthDbContext.PoolFilter])
            .Where(key => key.State == state
                && (state == SigningKeyState.Retired ? key.RetiredAt : key.ActivatedAt) <= before)
            .Select(key => key.PoolId)
            .Distinct()
            .ToListAsync(cancellationToken);
    }

    private SigningKey NewKey(string poolId, KeyMaterial material, SigningKeyState state)
    {
        var now = time.GetUtcNow();
        var kid = Base64Url.EncodeToString(SHA256.HashData(material.PublicKey));
        return new SigningKey
        {
            PoolId = poolId,
            Kid = kid,
            Algorithm = Rs256.Name,
            State = state,
            SealedPrivateKey = sealer.Seal(SealKind.SigningKey, $"{poolId}/{kid}", material.PrivateKey),
            PublicKey = material.PublicKey,
            CreatedAt = now,
            ActivatedAt = state == SigningKeyState.Current ? now : null,
        };
    }

    [LoggerMessage(3101, LogLevel.Information,
        "Pool {PoolId} signs with key {Current}; {Retired} is retired, {Next} is published as the next.")]
    private partial void LogRotated(string poolId, string current, string retired, string next);
}
