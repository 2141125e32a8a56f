using HostedAuth.Core.Errors;
using HostedAuth.Core.Logout;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Devices;

/// <summary>Forgets devices, and ends what was signed in on them.</summary>
public sealed class DeviceRemoval(HostedAuthDbContext context, PoolScope scope, LogoutNotices notices, TimeProvider time)
{
    /// <summary>
    /// Forgets the device: nothing is refreshed on it any more, and the sessions made on it end at once (in a strict pool when
    /// their access tokens do). Refuses with ResourceNotFound.
    /// </summary>
    /// <param name="userId">The owner's sub.</param>
    /// <param name="deviceKey">Which.</param>
    /// <param name="exceptTokenSessionId">The caller's own session, whose access token lives until it expires; or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task ForgetAsync(
        string userId,
        string deviceKey,
        string? exceptTokenSessionId,
        CancellationToken cancellationToken) => context.InTransactionAsync(
            async () =>
            {
                var forgotten = await context.Devices
                    .Where(device => device.Key == deviceKey && device.UserId == userId)
                    .ExecuteDeleteAsync(cancellationToken);
                if (forgotten == 0)
                {
                    throw AuthError.DeviceNotFound.AsException();
                }

                await EndSessionsAsync(userId, deviceKey, exceptTokenSessionId, cancellationToken);
            },
            cancellationToken);

    /// <summary>
    /// The user's devices are forgotten, all but the one that a session was made on. Call it inside the caller's transaction,
    /// and end the sessions there too.
    /// </summary>
    /// <param name="userId">The sub.</param>
    /// <param name="exceptTokenSessionId">The session that lives on; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal Task ForgetAllAsync(string userId, string? exceptTokenSessionId, CancellationToken cancellationToken) =>
        context.Devices
            .Where(device => device.UserId == userId
                && !context.TokenSessions.Any(spared =>
                    spared.Id == exceptTokenSessionId && spared.DeviceKey == device.Key))
            .ExecuteDeleteAsync(cancellationToken);

    /// <summary>
    /// Call it before a factor is made active. Where it is the user's first that counts, nothing stands in for it with the next
    /// save that was earned before: no device until it has seen a second factor again, no recovery code. What was proven then
    /// may have been another's factor, who is locked out since. Browsers, which are remembered for nothing else, are forgotten.
    /// A strict pool keeps all, as AWS does.
    /// </summary>
    /// <param name="user">Whose; tracked, and the factor isn't active yet.</param>
    /// <param name="tokenSessionId">The session that makes it active; null for a sign-in or an administrator.</param>
    internal void MistrustBeforeFirstFactorWithSave(User user, string? tokenSessionId = null)
    {
        if (scope.Pool.IsStrict || UserFactors.Of(scope.Pool.Mfa, user).Count > 0)
        {
            return;
        }

        (user.SecondFactorsSince, user.SecondFactorsBegunBy) = (time.GetUtcNow(), tokenSessionId);
        context.RunWithSave(async token =>
        {
            var devices = context.Devices.Where(device => device.UserId == user.Id);
            await devices.Where(device => device.SecretMac != null).ExecuteDeleteAsync(token);
            await devices.Where(device => device.HasProvenSecondFactor)
                .ExecuteUpdateAsync(set => set.SetProperty(device => device.HasProvenSecondFactor, false), token);
            await context.RecoveryCodes.Where(code => code.UserId == user.Id).ExecuteDeleteAsync(token);
        });
    }

    private async Task EndSessionsAsync(
        string userId,
        string deviceKey,
        string? exceptTokenSessionId,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var sessions = context.TokenSessions.Where(session => session.UserId == userId && session.DeviceKey == deviceKey);
        if (!scope.Pool.IsStrict)
        {
            var ended = sessions.Where(session => session.EndedAt == null && session.Id != exceptTokenSessionId);
            var concerned = await notices.ConcernedAsync(ended, cancellationToken);
            await ended.ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), cancellationToken);
            if (await notices.TellAsync(concerned, cancellationToken))
            {
                await context.SaveChangesAsync(cancellationToken);
            }
        }

        await sessions.ExecuteUpdateAsync(
            set => set.SetProperty(session => session.RefreshExpiresAt, (DateTimeOffset?)null), cancellationToken);
    }
}
