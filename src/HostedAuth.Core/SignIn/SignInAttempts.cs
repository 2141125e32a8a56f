using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.SignIn;

/// <summary>What of an attempt must hold across nodes: how often its step was answered, and that it succeeds once.</summary>
public sealed class SignInAttempts(HostedAuthDbContext context, TimeProvider time)
{
    /// <summary>
    /// Counts an answer before it is looked at, so that answers in parallel can't outrun the count. The first one makes
    /// the row. Refuses with SessionSpent, and with InvalidSession when there were too many.
    /// </summary>
    /// <param name="attempt">The attempt answered.</param>
    /// <param name="limit">How many answers it takes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task CountAsync(SignInAttempt attempt, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var expiresAt = attempt.ExpiresAt.UtcTicks;
        // Names the pool itself: query filters don't reach raw SQL.
        var counted = await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO sign_in_attempts ("PoolId", "AttemptId", "FailedTries", "SpentAt", "ExpiresAt")
            VALUES ({attempt.PoolId}, {attempt.Id}, 1, NULL, {expiresAt})
            ON CONFLICT ("PoolId", "AttemptId")
            DO UPDATE SET "FailedTries" = sign_in_attempts."FailedTries" + 1
            WHERE sign_in_attempts."SpentAt" IS NULL AND sign_in_attempts."FailedTries" < {limit}
            """,
            cancellationToken);
        if (counted == 0)
        {
            var isSpent = await context.SignInAttempts.AnyAsync(
                row => row.AttemptId == attempt.Id && row.SpentAt != null,
                cancellationToken);
            throw (isSpent ? AuthError.SessionSpent : AuthError.InvalidSession).AsException();
        }
    }

    /// <summary>
    /// Spends the attempt in the transaction that saves what it yields; of two, the later save is refused with
    /// SessionSpent.
    /// </summary>
    public void SpendWithSave(SignInAttempt attempt) =>
        context.RunWithSave(async cancellationToken =>
        {
            var now = time.GetUtcNow();
            var spent = await context.SignInAttempts
                .Where(row => row.AttemptId == attempt.Id && row.SpentAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.SpentAt, now), cancellationToken);
            if (spent == 0)
            {
                throw AuthError.SessionSpent.AsException();
            }
        });
}
