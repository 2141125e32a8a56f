using HostedAuth.Core.Authorization;
using HostedAuth.Core.Passkeys;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Sessions;

/// <summary>Deletes what expiry has made worthless: codes, browser and token sessions, sign-in attempts.</summary>
public sealed class ExpiredSessions(Database database, TimeProvider time)
{
    /// <summary>Rows deleted by one statement, so that none holds the writer's turn for long.</summary>
    private const int BatchSize = 500;

    /// <summary>For so long a refresh token is told that it has expired; later it is merely unknown.</summary>
    private static readonly TimeSpan TokenSessionsKept = TimeSpan.FromDays(7);

    /// <summary>For so long a device is told that it waited too long (<c>expired_token</c>).</summary>
    private static readonly TimeSpan DevicesKept = TimeSpan.FromHours(1);

    /// <summary>
    /// For so long what is good once is remembered as used after it has expired: another node's clock may be behind this
    /// one's, and still take it.
    /// </summary>
    private static readonly TimeSpan SpentKept = TimeSpan.FromMinutes(5);

    /// <summary>Deletes all that has expired, of all pools, in batches. For housekeeping; safe on several nodes at once.</summary>
    /// <returns>How many rows.</returns>
    public async Task<int> DeleteExpiredAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var context = database.Open(poolId: null);
        return await DeleteAsync<KeptCode>(context, now, cancellationToken)
            + await DeleteAsync<SignInAttemptState>(context, now - SpentKept, cancellationToken)
            + await DeleteAsync<PasskeyCeremony>(context, now, cancellationToken)
            + await DeleteAsync<PushedRequest>(context, now, cancellationToken)
            + await DeleteAsync<DeviceAuthorization>(context, now - DevicesKept, cancellationToken)
            + await DeleteAsync<SpentIdentifier>(context, now - SpentKept, cancellationToken)
            + await DeleteAsync<SsoSession>(context, now, cancellationToken)
            + await DeleteAsync<TokenSession>(context, now - TokenSessionsKept, cancellationToken);
    }

    private static async Task<int> DeleteAsync<T>(
        HostedAuthDbContext context,
        DateTimeOffset before,
        CancellationToken cancellationToken)
        where T : class
    {
        const string expiresAt = nameof(TokenSession.ExpiresAt);

        // Across pools on purpose: housekeeping looks after all of them.
        var expired = context.Set<T>().IgnoreQueryFilters([HostedAuthDbContext.PoolFilter])
            .Where(row => EF.Property<DateTimeOffset>(row, expiresAt) <= before);
        var total = 0;
        while (true)
        {
            // A batch ends at the time of its last row: both databases then delete along the index.
            var end = await expired.OrderBy(row => EF.Property<DateTimeOffset>(row, expiresAt))
                .Skip(BatchSize - 1)
                .Select(row => (DateTimeOffset?)EF.Property<DateTimeOffset>(row, expiresAt))
                .FirstOrDefaultAsync(cancellationToken);
            var upTo = end ?? before;
            total += await expired.Where(row => EF.Property<DateTimeOffset>(row, expiresAt) <= upTo)
                .ExecuteDeleteAsync(cancellationToken);
            if (end is null)
            {
                return total;
            }
        }
    }
}
