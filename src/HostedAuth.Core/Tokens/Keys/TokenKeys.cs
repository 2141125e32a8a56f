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

        await MakeAsync(algorithm, cancellationToken);
        return scope.Pool.Keys.FindCurrent(algorithm)
            ?? throw new InvalidOperationException($"Pool {scope.Pool.Id} has no key for {algorithm}.");
    }

    /// <summary>
    /// Makes the keys that the pool and its clients will need by their settings: called before the keys are published, so
    /// that who reads them knows the key of the first token too.
    /// </summary>
    public async ValueTask MakeMissingAsync(CancellationToken cancellationToken)
    {
        foreach (var algorithm in scope.Pool.AlgorithmsWithoutKey)
        {
            await MakeAsync(algorithm, cancellationToken);
        }
    }

    /// <summary>The same, right after settings were changed.</summary>
    public async Task MakeForNewSettingsAsync(CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        await MakeMissingAsync(cancellationToken);
    }

    private async Task MakeAsync(string algorithm, CancellationToken cancellationToken)
    {
        await signingKeys.EnsureAsync(scope.Pool.Id, algorithm, cancellationToken);
        await EnterAsync(cancellationToken);
    }

    private async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(scope.Pool.Id, cancellationToken) is { } pool)
        {
            scope.Enter(pool);
        }
    }
}
