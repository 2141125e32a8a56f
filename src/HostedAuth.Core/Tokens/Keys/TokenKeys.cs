using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Tokens.Keys;

/// <summary>The keys that sign for the pool at hand.</summary>
public sealed class TokenKeys(PoolScope scope, SigningKeys signingKeys, PoolDirectory directory)
{
    /// <summary>
    /// The key that signs by the algorithm: from memory, but for the pool's very first use of the algorithm, which makes it.
    /// </summary>
    internal async ValueTask<SigningKeyPair> CurrentAsync(string algorithm, CancellationToken cancellationToken)
    {
        if (scope.Pool.Keys.FindCurrent(algorithm) is { } known)
        {
            return known;
        }

        var poolId = scope.Pool.Id;
        await signingKeys.EnsureAsync(poolId, algorithm, cancellationToken);
        if (await directory.FindAsync(poolId, cancellationToken) is { } pool)
        {
            scope.Enter(pool);
        }

        return scope.Pool.Keys.FindCurrent(algorithm)
            ?? throw new InvalidOperationException($"Pool {poolId} has no key for {algorithm}.");
    }
}
