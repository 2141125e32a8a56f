using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Users.Codes;

/// <summary>
/// Limits per user and hour, after Cognito's quotas: against guessing codes and passwords, and against flooding an address.
/// Names that nobody has are counted alike.
/// </summary>
public sealed class AttemptLimits(HostedAuthDbContext context, PoolScope scope, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>
    /// Counts at once, whatever becomes of the act. Refuses with AttemptLimitExceeded. Call it outside a transaction, before
    /// anything is looked at: rolled back, it would not count.
    /// </summary>
    public Task CountAsync(LimitedAct act, string userId, CancellationToken cancellationToken) =>
        CountAsync(act, userId, Limit(act), cancellationToken);

    /// <inheritdoc cref="CountAsync(LimitedAct, string, CancellationToken)"/>
    public async Task CountAsync(LimitedAct act, string userId, int limit, CancellationToken cancellationToken)
    {
        // One statement decides, so that attempts made in parallel are all counted; EF has no word for it.
        var now = time.GetUtcNow();
        var (poolId, name) = (scope.Pool.Id, act.ToString());
        var (nowTicks, endTicks) = (now.UtcTicks, (now + Window).UtcTicks);
        var counted = await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO attempt_counters ("PoolId", "UserId", "Act", "Count", "WindowEndsAt")
            VALUES ({poolId}, {userId}, {name}, 1, {endTicks})
            ON CONFLICT ("PoolId", "UserId", "Act") DO UPDATE SET
              "Count" = CASE WHEN attempt_counters."WindowEndsAt" <= {nowTicks} THEN 1 ELSE attempt_counters."Count" + 1 END,
              "WindowEndsAt" = CASE WHEN attempt_counters."WindowEndsAt" <= {nowTicks} THEN {endTicks}
                ELSE attempt_counters."WindowEndsAt" END
            WHERE attempt_counters."WindowEndsAt" <= {nowTicks} OR attempt_counters."Count" < {limit}
            """,
            cancellationToken);
        if (counted == 0)
        {
            throw AuthError.AttemptLimitExceeded.AsException();
        }
    }

    /// <summary>
    /// As <see cref="CountAsync(LimitedAct, string, CancellationToken)"/>, of a step of sign-in, whose operations know no
    /// LimitExceededException: refuses with SignInCodesExceeded.
    /// </summary>
    public async Task CountGuessAsync(LimitedAct act, string userId, CancellationToken cancellationToken)
    {
        try
        {
            await CountAsync(act, userId, cancellationToken);
        }
        catch (AuthException exception) when (exception.Error == AuthError.AttemptLimitExceeded)
        {
            throw AuthError.SignInCodesExceeded.AsException();
        }
    }

    /// <summary>Counts anew: the act went well, in the transaction at hand or the next save.</summary>
    public void ForgetWithSave(LimitedAct act, string userId) => context.RunWithSave(cancellationToken =>
        context.AttemptCounters.Where(row => row.UserId == userId && row.Act == act).ExecuteDeleteAsync(cancellationToken));

    private static int Limit(LimitedAct act) => act switch
    {
        LimitedAct.ConfirmSignUp or LimitedAct.VerifyUserAttribute => 15,
        LimitedAct.ForgotPassword => 10,
        LimitedAct.ConfirmForgotPassword => 20,
        LimitedAct.SendFirstFactor or LimitedAct.SendSecondFactor => 30,
        // Three codes are right at a time: a guesser has one chance in 33,000 within the hour.
        LimitedAct.AnswerSoftwareToken or LimitedAct.AnswerRecoveryCode => 10,
        _ => 5,
    };
}
