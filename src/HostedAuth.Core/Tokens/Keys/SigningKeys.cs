using System.Buffers.Text;
using System.Security.Cryptography;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.UserPools;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Tokens.Keys;

/// <summary>Makes the pools' signing keys: one that signs and the next, for each algorithm that somebody needs.</summary>
public sealed class SigningKeys(
    Database database,
    PoolDirectory directory,
    SigningKeyStock stock,
    Sealer sealer,
    TimeProvider time)
{
    /// <summary>Adds the first two keys of a new pool to the unit of work, unsaved, for RS256.</summary>
    public async Task AddInitialAsync(HostedAuthDbContext context, string poolId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        Add(context, await MakePairAsync(poolId, SigningAlgorithms.Rs256, cancellationToken));
    }

    /// <summary>Makes the first two keys of a pool for an algorithm, unless it has them; on several nodes at once too.</summary>
    /// <param name="poolId">The pool.</param>
    /// <param name="algorithm">One of <see cref="SigningAlgorithms.All"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task EnsureAsync(string poolId, string algorithm, CancellationToken cancellationToken)
    {
        var pair = await MakePairAsync(poolId, algorithm, cancellationToken);
        await using var context = database.Open(poolId);
        await directory.ChangeAsync(
            context,
            poolId,
            async () =>
            {
                // Changes of one pool wait for each other, so who comes second finds the first one's keys.
                if (!await context.SigningKeys.AnyAsync(key => key.Algorithm == algorithm, cancellationToken))
                {
                    Add(context, pair);
                }
            },
            cancellationToken);
    }

    /// <summary>A new next key, unsaved.</summary>
    internal async Task<SigningKey> MakeNextAsync(string poolId, string algorithm, CancellationToken cancellationToken) =>
        NewKey(poolId, algorithm, await stock.TakeAsync(algorithm, cancellationToken), SigningKeyState.Next);

    /// <summary>A key that signs and its next one, unsaved.</summary>
    internal async Task<SigningKey[]> MakePairAsync(string poolId, string algorithm, CancellationToken cancellationToken)
    {
        var current = await stock.TakeAsync(algorithm, cancellationToken);
        var next = await stock.TakeAsync(algorithm, cancellationToken);
        return
        [
            NewKey(poolId, algorithm, current, SigningKeyState.Current),
            NewKey(poolId, algorithm, next, SigningKeyState.Next),
        ];
    }

    private static void Add(HostedAuthDbContext context, SigningKey[] keys) => context.SigningKeys.AddRange(keys);

    private SigningKey NewKey(string poolId, string algorithm, KeyMaterial material, SigningKeyState state)
    {
        var now = time.GetUtcNow();
        var kid = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        return new SigningKey
        {
            PoolId = poolId,
            Kid = kid,
            Algorithm = algorithm,
            State = state,
            SealedPrivateKey = sealer.Seal(SealKind.SigningKey, $"{poolId}/{kid}", material.PrivateKey),
            PublicKey = material.PublicKey,
            CreatedAt = now,
            ActivatedAt = state == SigningKeyState.Current ? now : null,
        };
    }
}
