using HostedAuth.Core.Errors;
using HostedAuth.Core.Logout;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Sessions;

/// <summary>Ends what sign-ins granted.</summary>
public sealed partial class TokenSessions(HostedAuthDbContext context, LogoutNotices notices, TimeProvider time)
{
    private static readonly RowLock Unchanged = new(
        """SELECT 1 FROM users WHERE "PoolId" = @p0 AND "Id" = @p1 AND "Enabled" AND "SecurityStamp" = @p2""",
        typeof(string),
        typeof(string),
        typeof(string));

    /// <summary>Ends one token session: its refresh token and, where they are checked, its access tokens.</summary>
    /// <returns>False when there is no such session.</returns>
    public async Task<bool> EndAsync(string tokenSessionId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await context.TokenSessions
            .Where(session => session.Id == tokenSessionId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(session => session.EndedAt, session => session.EndedAt ?? now),
                cancellationToken) > 0;
    }

    /// <summary>Ends one token session, and tells its client so.</summary>
    public Task EndAndTellAsync(string tokenSessionId, CancellationToken cancellationToken) => EndTellingAsync(
        context.TokenSessions.Where(session => session.Id == tokenSessionId),
        allOfUser: null,
        () => EndAsync(tokenSessionId, cancellationToken),
        cancellationToken);

    /// <summary>Ends every token session of a user, but one, and tells their clients so.</summary>
    /// <param name="userId">The sub.</param>
    /// <param name="exceptTokenSessionId">The one that lives on, with the browser session behind it; or null.</param>
    /// <param name="ssoToo">Whether browsers are signed out as well.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task EndAllAsync(
        string userId,
        string? exceptTokenSessionId,
        bool ssoToo,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // An app may be signed in without a living token, as long as the browser is.
        var ended = context.TokenSessions.Where(session => session.UserId == userId
            && ((session.EndedAt == null && session.ExpiresAt > now)
                || (ssoToo && context.SsoSessions.Any(sso => sso.Id == session.SsoSessionId && sso.EndedAt == null
                    && !context.TokenSessions.Any(spared =>
                        spared.Id == exceptTokenSessionId && spared.SsoSessionId == sso.Id)))));
        return EndTellingAsync(
            ended,
            userId,
            async () =>
            {
                if (ssoToo)
                {
                    await EndBrowsersAsync(userId, exceptTokenSessionId, now, cancellationToken);
                }

                await context.TokenSessions
                    .Where(session => session.UserId == userId && session.EndedAt == null && session.Id != exceptTokenSessionId)
                    .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>
    /// Lets the next save begin a session of the user only if who was read is still who is stored: a sign-in by an old
    /// password that is on its way must not outlive the change that ends all sessions. Refuses with
    /// IncorrectUsernameOrPassword.
    /// </summary>
    internal void SaveOnlyFor(User user) => context.RunWithSave(async cancellationToken =>
    {
        // Held: whoever changes the user meanwhile waits for this save, or this save sees the change.
        if (!await Unchanged.TakeAsync(context, [user.PoolId, user.Id, user.SecurityStamp], cancellationToken))
        {
            throw AuthError.IncorrectUsernameOrPassword.AsException();
        }
    });

    /// <summary>
    /// Ends token sessions of the user with the next save, so that with the one that it begins there are no more than the pool
    /// allows: first of the same client and browser, then of the same client, then of all, the oldest first. So a client that
    /// begins many ends its own. Without <paramref name="ownFirst"/> the oldest of all. After <see cref="SaveOnlyFor"/>, which
    /// lets the saves of one user wait for each other.
    /// </summary>
    internal void EvictWithSave(TokenSession begun, int bound, bool ownFirst) => context.RunWithSave(async cancellationToken =>
    {
        var now = time.GetUtcNow();
        var (userId, clientId, ssoSessionId) = (begun.UserId, begun.ClientId, begun.SsoSessionId);
        var evicted = context.TokenSessions
            .Where(session => session.UserId == userId && session.EndedAt == null && session.ExpiresAt > now)
            .OrderBy(session => !ownFirst || session.ClientId != clientId ? 0
                : ssoSessionId == null || session.SsoSessionId != ssoSessionId ? 1 : 2)
            .ThenByDescending(session => session.CreatedAt)
            .ThenByDescending(session => session.Id)
            .Skip(bound - 1);
        var concerned = await notices.ConcernedAsync(evicted, cancellationToken);
        var ids = evicted.Select(session => session.Id);
        await context.TokenSessions
            .Where(session => ids.Contains(session.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), cancellationToken);
        await notices.TellAsync(concerned, cancellationToken);
    });

    /// <summary>Ends a browser session and every token session that hangs on it, and tells their clients so.</summary>
    internal Task EndSsoAsync(string ssoSessionId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hanging = context.TokenSessions.Where(session => session.SsoSessionId == ssoSessionId);
        return context.InTransactionAsync(
            async () =>
            {
                // Browsers first: what begins on one meanwhile is there afterwards, or never.
                var isEnded = await context.SsoSessions
                    .Where(sso => sso.Id == ssoSessionId && sso.EndedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(sso => sso.EndedAt, now), cancellationToken) == 1;
                var concerned = isEnded ? await notices.ConcernedAsync(hanging, cancellationToken) : [];
                await hanging.Where(session => session.EndedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), cancellationToken);
                await TellAsync(concerned, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Browsers first, as everywhere, so that no two transactions wait for each other.</summary>
    private Task<int> EndBrowsersAsync(
        string userId,
        string? exceptTokenSessionId,
        DateTimeOffset now,
        CancellationToken cancellationToken) => context.SsoSessions
            .Where(sso => sso.UserId == userId
                && sso.EndedAt == null
                && !context.TokenSessions.Any(spared =>
                    spared.Id == exceptTokenSessionId && spared.SsoSessionId == sso.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(sso => sso.EndedAt, now), cancellationToken);
}
