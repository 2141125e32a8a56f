using HostedAuth.Core.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.Tokens.Keys;

/// <content>What is done when somebody else may have a pool's keys.</content>
public sealed partial class KeyRotation
{
    /// <summary>
    /// Deletes all keys of a pool, the next and the archived ones too, and makes new ones of the same algorithms, which sign at
    /// once: what the old ones signed, whoever did, is good for nothing from now on. Sessions and refresh tokens, which no
    /// signing key makes, live on. Refuses with ResourceNotFound.
    /// </summary>
    /// <returns>The pool's new keys.</returns>
    public async Task<IReadOnlyList<SigningKey>> ReplaceAllAsync(string poolId, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync(poolId, cancellationToken);
        if (keys.Count == 0)
        {
            throw AuthError.PoolNotFound(poolId).AsException();
        }

        // Before the transaction: keys take time to make.
        List<SigningKey> fresh = [];
        foreach (var algorithm in keys.Select(key => key.Algorithm).Distinct())
        {
            fresh.AddRange(await signingKeys.MakePairAsync(poolId, algorithm, cancellationToken));
        }

        await using var context = database.Open(poolId);
        await directory.ChangeAsync(
            context,
            poolId,
            async () =>
            {
                await context.SigningKeys.ExecuteDeleteAsync(cancellationToken);
                context.SigningKeys.AddRange(fresh);
            },
            cancellationToken);
        LogReplaced(poolId);
        return await KeysAsync(poolId, cancellationToken);
    }

    [LoggerMessage(3102, LogLevel.Warning, "All signing keys of pool {PoolId} were replaced, since they are compromised.")]
    private partial void LogReplaced(string poolId);
}
