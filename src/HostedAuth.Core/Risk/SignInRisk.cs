using HostedAuth.Core.AppClients;
using HostedAuth.Core.Requests;
using HostedAuth.Core.SignIn.Challenges;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Risk;

/// <summary>
/// Judges a sign-in by what the user did before: a device (browser and system) that never signed in, a network (/24 of IPv4,
/// /48 of IPv6) that never did, and, where one of them is new, five refused sign-ins within the hour. One of them is a low
/// risk, two a medium, three a high one. Whoever never signed in before can't be judged. It claims no more than that: who
/// knows the user's browser and is their neighbour looks like them.
/// </summary>
public sealed class SignInRisk(
    HostedAuthDbContext context,
    PoolScope scope,
    CallDetails call,
    RiskNotices notices,
    TimeProvider time)
{
    private const int Remembered = 100;
    private const int ManyFailures = 5;

    private static readonly TimeSpan Lately = TimeSpan.FromHours(1);
    private static readonly string?[] Levels = [null, "Low", "Medium", "High"];

    /// <summary>Whether nobody signs in from where this request comes from, whoever they are.</summary>
    public bool IsAddressBlocked(SignInContext at) =>
        !call.IsOfBackend
        && ThreatProtection.IsEnforced(scope.Pool, at.Attempt.IsCustomAuth)
        && IpRanges.Contain(SettingsOf(at.Client)?.Exceptions?.BlockedIPRangeList, call.IpAddress);

    /// <summary>
    /// The attempt with its risk, once its first factor is proven; a pretence never comes so far. A mail about it, where the
    /// configuration wants one, stands in the unit of work, unsaved.
    /// </summary>
    public async Task<SignInContext> JudgeAsync(SignInContext at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(at);
        if (at.Attempt.Risk is not null || at.Claimant.User is null || !ThreatProtection.KeepsEvents(scope.Pool, at.Attempt.IsCustomAuth))
        {
            return at;
        }

        var settings = SettingsOf(at.Client);
        var level = call.IsOfBackend || IpRanges.Contain(settings?.Exceptions?.SkippedIPRangeList, call.IpAddress)
            ? null
            : await LevelAsync(at.Claimant.Id, cancellationToken);
        var action = ActionOf(settings?.AccountTakeover?.Actions, level);
        var isEnforced = ThreatProtection.IsEnforced(scope.Pool, at.Attempt.IsCustomAuth);
        var judged = at with
        {
            Attempt = at.Attempt with
            {
                Risk = new AttemptRisk(level, isEnforced ? action?.EventAction ?? AttemptRisk.NoAction : AttemptRisk.NoAction),
            },
        };
        if (isEnforced && action?.Notify == true)
        {
            notices.Add(judged, settings!.AccountTakeover!.NotifyConfiguration);
        }

        return judged;
    }

    /// <summary>
    /// The attempt as one that was blocked: also where the second factor was missing that would have let it pass.
    /// </summary>
    public static SignInContext Block(SignInContext at)
    {
        ArgumentNullException.ThrowIfNull(at);
        return at with { Attempt = at.Attempt with { Risk = new AttemptRisk(at.Attempt.Risk?.Level, AttemptRisk.Block) } };
    }

    /// <summary>Saves the mail about an attempt that was blocked, when all else of it was dropped.</summary>
    public async Task TellOfBlockAsync(SignInContext at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(at);
        var takeover = SettingsOf(at.Client)?.AccountTakeover;
        if (ActionOf(takeover?.Actions, at.Attempt.Risk?.Level)?.Notify == true)
        {
            notices.Add(at, takeover!.NotifyConfiguration);
            await context.SaveChangesAsync(cancellationToken);
        }
    }

    private RiskSettings? SettingsOf(ClientSnapshot client) => client.Client.Risk ?? scope.Pool.Pool.Risk;

    private static AccountTakeoverAction? ActionOf(AccountTakeoverActions? actions, string? level) => level switch
    {
        "Low" => actions?.LowAction,
        "Medium" => actions?.MediumAction,
        "High" => actions?.HighAction,
        _ => null,
    };

    private async Task<string?> LevelAsync(string userId, CancellationToken cancellationToken)
    {
        var last = await context.AuthEvents.AsNoTracking()
            .Where(row => row.UserId == userId && row.Type == AuthEventTypes.SignIn)
            .OrderByDescending(row => row.CreatedAt)
            .Take(Remembered)
            .ToListAsync(cancellationToken);
        var known = last.Where(IsTheUsers).Select(row => row.Details).ToList();
        if (known.Count == 0)
        {
            return null;
        }

        var device = DeviceName.FamilyOf(DeviceName.Of(call.UserAgent));
        var network = IpRanges.NetworkOf(call.IpAddress);
        var signs = (known.Any(details => DeviceName.FamilyOf(details.DeviceName) == device) ? 0 : 1)
            + (known.Any(details => IpRanges.NetworkOf(details.IpAddress) == network) ? 0 : 1);
        var since = time.GetUtcNow() - Lately;
        var isGuessed = last.Count(row => row.Response is AuthEventResponses.Fail && row.CreatedAt >= since) >= ManyFailures;
        return Levels[signs > 0 && isGuessed ? signs + 1 : signs];
    }

    /// <summary>A sign-in that succeeded, or was stopped and turned out to be the user's own.</summary>
    private static bool IsTheUsers(AuthEvent row) => row.Details.FeedbackValue switch
    {
        "Valid" => true,
        "Invalid" => false,
        _ => row.Response is AuthEventResponses.Pass,
    };
}
