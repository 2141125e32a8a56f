using HostedAuth.Core.Deployment;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Users.Codes;

/// <summary>
/// Limits per user and hour, after Cognito's quotas: against guessing codes and passwords, and against flooding an address;
/// and per network address and minute, against trying many names. Names that nobody has are counted alike.
/// </summary>
public sealed partial class AttemptLimits(
    HostedAuthDbContext context,
    PoolScope scope,
    CallDetails call,
    Settings settings,
    TimeProvider time)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Counts at once, whatever becomes of the act. Refuses with AttemptLimitExceeded. Call it outside a transaction, before
    /// anything is looked at: rolled back, it would not count.
    /// </summary>
    public Task CountAsync(LimitedAct act, string userId, CancellationToken cancellationToken) =>
        CountAsync(act, userId, Limit(act), cancellationToken);

    /// <inheritdoc cref="CountAsync(LimitedAct, string, CancellationToken)"/>
    public async Task CountAsync(LimitedAct act, string userId, int limit, CancellationToken cancellationToken)
    {
        if (!await TryCountAsync(act, userId, limit, Hour, cancellationToken))
        {
            throw (AuthError.AttemptLimitExceeded with
            {
                RetryAfter = await RemainderAsync(act, userId, cancellationToken),
            }).AsException();
        }
    }

    /// <summary>
    /// As <see cref="CountAsync(LimitedAct, string, CancellationToken)"/>; says whether it was within the limit.
    /// </summary>
    public Task<bool> TryCountAsync(LimitedAct act, string userId, CancellationToken cancellationToken) =>
        TryCountAsync(act, userId, Limit(act), Hour, cancellationToken);

    /// <summary>
    /// Counts what is done from the address of the request at hand, whoever it is about, where the deployment limits it.
    /// Refuses with RateExceeded. A backend that acts for others and doesn't say for whom isn't limited.
    /// </summary>
    public async Task CountFromAddressAsync(LimitedAct act, CancellationToken cancellationToken)
    {
        var limit = Limit(act);
        if (limit == 0 || call.IsOfBackend)
        {
            return;
        }

        await CountByMinuteAsync(act, KeyOfAddress(), cancellationToken);
    }

    /// <summary>Counts within the minute, for whom or what the key stands. Refuses with RateExceeded.</summary>
    public async Task CountByMinuteAsync(LimitedAct act, string key, CancellationToken cancellationToken)
    {
        if (!await TryCountAsync(act, key, Limit(act), Minute, cancellationToken))
        {
            throw (AuthError.RateExceeded with
            {
                RetryAfter = await RemainderAsync(act, key, cancellationToken),
            }).AsException();
        }
    }

    /// <summary>What was counted was right, and not the kind that is limited.</summary>
    public Task TakeBackAsync(LimitedAct act, string userId, CancellationToken cancellationToken) =>
        context.AttemptCounters.Where(row => row.UserId == userId && row.Act == act && row.Count > 0).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Count, row => row.Count - 1),
            cancellationToken);

    private async Task<bool> TryCountAsync(
        LimitedAct act,
        string userId,
        int limit,
        TimeSpan window,
        CancellationToken cancellationToken)
    {
        // One statement decides, so that attempts made in parallel are all counted; EF has no word for it.
        var now = time.GetUtcNow();
        var (poolId, name) = (scope.Pool.Id, act.ToString());
        var (nowTicks, endTicks) = (now.UtcTicks, (now + window).UtcTicks);
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
        return counted == 1;
    }

    /// <summary>How long the count lasts that is full.</summary>
    private async Task<TimeSpan> RemainderAsync(LimitedAct act, string userId, CancellationToken cancellationToken)
    {
        var ends = await context.AttemptCounters.AsNoTracking()
            .Where(row => row.UserId == userId && row.Act == act)
            .Select(row => (DateTimeOffset?)row.WindowEndsAt)
            .FirstOrDefaultAsync(cancellationToken);
        var left = ends - time.GetUtcNow();
        return left > TimeSpan.Zero ? left.Value : TimeSpan.FromSeconds(1);
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
        catch (AuthException exception) when (exception.Error.Kind is ErrorKind.LimitExceeded)
        {
            throw (AuthError.SignInCodesExceeded with { RetryAfter = exception.Error.RetryAfter }).AsException();
        }
    }

    /// <summary>Counts anew: the act went well, in the transaction at hand or the next save.</summary>
    public void ForgetWithSave(LimitedAct act, string userId) => context.RunWithSave(cancellationToken =>
        context.AttemptCounters.Where(row => row.UserId == userId && row.Act == act).ExecuteDeleteAsync(cancellationToken));

    private int Limit(LimitedAct act) => act switch
    {
        LimitedAct.ResendConfirmationCode => settings.AttemptLimits.ResendConfirmationCode,
        LimitedAct.ConfirmSignUp => settings.AttemptLimits.ConfirmSignUp,
        LimitedAct.ForgotPassword => settings.AttemptLimits.ForgotPassword,
        LimitedAct.ConfirmForgotPassword => settings.AttemptLimits.ConfirmForgotPassword,
        LimitedAct.ChangePassword => settings.AttemptLimits.ChangePassword,
        LimitedAct.GetUserAttributeVerificationCode => settings.AttemptLimits.GetUserAttributeVerificationCode,
        LimitedAct.VerifyUserAttribute => settings.AttemptLimits.VerifyUserAttribute,
        LimitedAct.SignInFromAddress => settings.RateLimits.SignInsPerAddress,
        LimitedAct.SignUpFromAddress => settings.RateLimits.SignUpsPerAddress,
        LimitedAct.CodeFromAddress => settings.RateLimits.CodesPerAddress,
        LimitedAct.StartDeviceFromAddress => settings.RateLimits.DevicesPerAddress,
        LimitedAct.StartDeviceOfMany => 2,
        LimitedAct.RegisterClientFromAddress => 20,
        LimitedAct.PushFromAddress or LimitedAct.ChangeRegistrationFromAddress => 60,
        // A household may be a company's.
        LimitedAct.PushByRegistered or LimitedAct.KeepRequestFromAddress => 600,
        // Each makes every node read the pool anew.
        LimitedAct.ChangeRegistration => 30,
        LimitedAct.SendFirstFactor or LimitedAct.SendSecondFactor => 30,
        LimitedAct.UpdateUserAttributes => 10,
        // A household types in few; all who aren't signed in have one chance in 8,000 within the hour where a thousand
        // devices wait.
        LimitedAct.EnterUserCodeFromAddress or LimitedAct.EnterUserCodeAsUser => 30,
        LimitedAct.EnterUserCode => 3000,
        // Three codes are right at a time: a guesser has one chance in 33,000 within the hour.
        LimitedAct.AnswerSoftwareToken or LimitedAct.AnswerRecoveryCode => 10,
        _ => 5,
    };
}
