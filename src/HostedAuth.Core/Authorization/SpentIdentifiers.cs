using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Authorization;

/// <summary>Remembers what is good once and was used, for all nodes of the deployment.</summary>
public sealed class SpentIdentifiers(HostedAuthDbContext context, PoolScope scope)
{
    /// <summary>Spends it: true for the first who asks, false for everybody after. No part of any transaction.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="owner">Whose it is: identifiers of two clients, or two keys, don't meet.</param>
    /// <param name="id">The identifier, of any length.</param>
    /// <param name="expiresAt">From when on its carrier is refused for its age anyway, all tolerance of clocks included.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> TrySpendAsync(
        SpentKind kind,
        string owner,
        string id,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var (poolId, ticks) = (scope.Pool.Id, expiresAt.UtcTicks);

        // The owner's length keeps "a" + "bc" and "ab" + "c" apart.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}:{owner.Length}:{owner}:{id}"));

        // One statement, on both databases, and no exception for what an attacker may do all day.
        var inserted = await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO spent_identifiers ("PoolId", "Hash", "ExpiresAt") VALUES ({poolId}, {hash}, {ticks})
            ON CONFLICT ("PoolId", "Hash") DO NOTHING
            """,
            cancellationToken);
        return inserted == 1;
    }
}

/// <summary>What a <see cref="SpentIdentifier"/> was.</summary>
public enum SpentKind
{
    /// <summary>The <c>jti</c> of a client's assertion (RFC 7523, section 3).</summary>
    ClientAssertion,

    /// <summary>The <c>jti</c> of an assertion that stands for a user (RFC 7523, section 2.1).</summary>
    AuthorizationGrant,

    /// <summary>The <c>jti</c> of a request object (RFC 9101).</summary>
    RequestObject,

    /// <summary>The <c>jti</c> of a DPoP proof (RFC 9449, section 11.1).</summary>
    DpopProof,
}
