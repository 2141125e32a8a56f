using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.SignIn;

/// <summary>
/// Slows down guessing of passwords and codes, by Cognito's schedule: after five wrong ones the next one waits a second,
/// and twice as long after each further one, up to a quarter of an hour; a success or a quiet quarter of an hour forgets
/// them. Counted for each claimant, real or not, under an HMAC, so that the table tells nobody which names were tried.
/// </summary>
public sealed class Lockouts(HostedAuthDbContext context, PoolScope scope, TimeProvider time)
{
    private const int FreeFailures = 4;

    /// <summary>
    /// Not locked, in ticks: a time that lies before every clock's. With the moment itself a request whose clock was read a
    /// little earlier (it waited for its turn, or its node is behind) would find the name locked.
    /// </summary>
    private const long Unlocked = 0;

    /// <summary>From here on 2^(n-5) seconds would be more than the longest wait.</summary>
    private const int FailuresOfLongestWait = 15;

    /// <summary>After so long without a failure a row means nothing any more.</summary>
    internal static readonly TimeSpan QuietTime = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Counts a guess as failed before it is looked at, in one statement, so that guesses in parallel, on any number of
    /// nodes, can't outrun the count. False while locked, which neither counts nor extends the wait.
    /// </summary>
    public async Task<bool> TryCountAsync(Claimant claimant, Guess guess, CancellationToken cancellationToken)
    {
        var (poolId, mac) = (scope.Pool.Id, Mac(claimant, guess));
        var now = time.GetUtcNow().UtcTicks;
        var forgottenBefore = now - QuietTime.Ticks;
        var (second, longestWait) = (TimeSpan.TicksPerSecond, LongestWait.Ticks);
        // Names the pool itself: query filters don't reach raw SQL. "Failures" is what was counted before this one.
        var counted = await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO lockouts ("PoolId", "NameMac", "Failures", "LastFailureAt", "LockedUntil")
            VALUES ({poolId}, {mac}, 1, {now}, {Unlocked})
            ON CONFLICT ("PoolId", "NameMac") DO UPDATE SET
                "Failures" = CASE
                    WHEN lockouts."LastFailureAt" <= {forgottenBefore} THEN 1
                    ELSE lockouts."Failures" + 1 END,
                "LockedUntil" = CASE
                    WHEN lockouts."LastFailureAt" <= {forgottenBefore} OR lockouts."Failures" < {FreeFailures} THEN {Unlocked}
                    WHEN lockouts."Failures" >= {FailuresOfLongestWait - 1} THEN {now} + {longestWait}
                    ELSE {now} + ({second} << (lockouts."Failures" - {FreeFailures})) END,
                "LastFailureAt" = {now}
            WHERE lockouts."LockedUntil" <= {now}
            """,
            cancellationToken);
        return counted == 1;
    }

    /// <summary>The guess was right: nothing is held against the name any more.</summary>
    public Task ForgetAsync(Claimant claimant, Guess guess, CancellationToken cancellationToken)
    {
        var mac = Mac(claimant, guess);
        return context.Lockouts.Where(row => row.NameMac == mac).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>The guess that was counted could not be looked at.</summary>
    public Task TakeBackAsync(Claimant claimant, Guess guess, CancellationToken cancellationToken)
    {
        var mac = Mac(claimant, guess);
        var unlocked = new DateTimeOffset(Unlocked, TimeSpan.Zero);
        return context.Lockouts.Where(row => row.NameMac == mac && row.Failures > 0).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Failures, row => row.Failures - 1)
                .SetProperty(row => row.LockedUntil, unlocked),
            cancellationToken);
    }

    /// <summary>Over the claimant's id rather than the name, so that all names of a user share a count.</summary>
    private byte[] Mac(Claimant claimant, Guess guess) => HMACSHA256.HashData(
        scope.Pool.Keys.LockoutKey,
        Encoding.UTF8.GetBytes($"{NameOf(guess)} {claimant.Id}"));

    private static string NameOf(Guess guess) => guess switch
    {
        Guess.Password => "claimant",
        Guess.Code => "code",
        Guess.SecondFactorCode => "second factor code",
        _ => "set-up code",
    };
}
