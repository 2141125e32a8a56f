using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Sessions;

/// <summary>The living sessions of a user, as users and administrators see and end them.</summary>
public sealed class UserSessions(
    HostedAuthDbContext context,
    PoolScope scope,
    PageTokens tokens,
    TokenSessions tokenSessions,
    TimeProvider time)
{
    /// <summary>AWS's number.</summary>
    private const int PageSize = 125;

    /// <summary>A page of the user's living sessions, the newest first. Refuses with InvalidParameter a wrong token.</summary>
    public async Task<Page<UserSession>> ListAsync(string userId, string? nextToken, CancellationToken cancellationToken)
    {
        var list = $"ListUserSessions/{scope.Pool.Id}/{userId}";
        var after = tokens.Open(list, nextToken);
        // Of those that began at the moment at which the last page ended, all are read once more.
        var notAfter = after is null
            ? DateTimeOffset.MaxValue
            : new DateTimeOffset(long.MaxValue - long.Parse(after.Split('/')[0], null), TimeSpan.Zero);
        UserSession[] sessions =
        [
            .. await BrowsersAsync(userId, notAfter, cancellationToken),
            .. await TokensAsync(userId, notAfter, cancellationToken),
        ];
        return tokens.Page(list, nextToken, sessions, PageSize, session => session.Order);
    }

    /// <summary>
    /// Ends a session of the user. Refuses with ResourceNotFound what isn't one, and with InvalidParameter what would end the
    /// caller's own.
    /// </summary>
    /// <param name="userId">The owner.</param>
    /// <param name="sessionId">As the list has it.</param>
    /// <param name="linkedToo">Whether the browser's session and all that hangs on it end as well.</param>
    /// <param name="ownTokenSessionId">The caller's own token session; null for an administrator.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RevokeAsync(
        string userId,
        string sessionId,
        bool linkedToo,
        string? ownTokenSessionId,
        CancellationToken cancellationToken)
    {
        var tokenId = UserSessionIds.ReadToken(sessionId);
        var ssoId = tokenId is null
            ? await LivingBrowsers(userId).Where(session => session.Id == sessionId).Select(session => session.Id)
                .FirstOrDefaultAsync(cancellationToken) ?? throw AuthError.SessionNotFound.AsException()
            : await OriginOfAsync(userId, tokenId, cancellationToken);
        await RefuseOwnAsync(tokenId, linkedToo ? ssoId : null, ownTokenSessionId, cancellationToken);
        if (tokenId is not null)
        {
            await tokenSessions.EndAndTellAsync(tokenId, cancellationToken);
        }

        if (linkedToo && ssoId is not null)
        {
            await tokenSessions.EndSsoAsync(ssoId, cancellationToken);
        }
        else if (tokenId is null)
        {
            var now = time.GetUtcNow();
            await LivingBrowsers(userId).Where(session => session.Id == ssoId)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), cancellationToken);
        }
    }

    private async Task<string?> OriginOfAsync(string userId, string tokenId, CancellationToken cancellationToken)
    {
        var found = await LivingTokens(userId).Where(session => session.Id == tokenId)
            .Select(session => new { session.SsoSessionId })
            .FirstOrDefaultAsync(cancellationToken);
        return found is null ? throw AuthError.SessionNotFound.AsException() : found.SsoSessionId;
    }

    private async Task RefuseOwnAsync(
        string? tokenId,
        string? ssoId,
        string? ownTokenSessionId,
        CancellationToken cancellationToken)
    {
        var endsOwn = ownTokenSessionId is not null
            && (tokenId == ownTokenSessionId
                || (ssoId is not null && await context.TokenSessions.AnyAsync(
                    session => session.Id == ownTokenSessionId && session.SsoSessionId == ssoId, cancellationToken)));
        if (endsOwn)
        {
            throw AuthError.OwnSession.AsException();
        }
    }

    private async Task<IEnumerable<UserSession>> BrowsersAsync(
        string userId,
        DateTimeOffset notAfter,
        CancellationToken cancellationToken)
    {
        var sessions = await LivingBrowsers(userId).AsNoTracking()
            .Where(session => session.CreatedAt <= notAfter)
            .OrderByDescending(session => session.CreatedAt)
            .Take(PageSize * 2)
            .ToListAsync(cancellationToken);
        return sessions.Select(UserSession.Of);
    }

    private async Task<IEnumerable<UserSession>> TokensAsync(
        string userId,
        DateTimeOffset notAfter,
        CancellationToken cancellationToken)
    {
        var rows = await (
            from session in LivingTokens(userId).AsNoTracking()
            where session.CreatedAt <= notAfter
            orderby session.CreatedAt descending
            select new
            {
                Session = session,
                Origin = context.SsoSessions.FirstOrDefault(sso => sso.Id == session.SsoSessionId),
            }).Take(PageSize * 2).ToListAsync(cancellationToken);
        return rows.Select(row => UserSession.Of(row.Session, row.Origin));
    }

    private IQueryable<SsoSession> LivingBrowsers(string userId)
    {
        var now = time.GetUtcNow();
        return context.SsoSessions.Where(session => session.UserId == userId && session.EndedAt == null && session.ExpiresAt > now);
    }

    private IQueryable<TokenSession> LivingTokens(string userId)
    {
        var now = time.GetUtcNow();
        return context.TokenSessions.Where(session => session.UserId == userId && session.EndedAt == null && session.ExpiresAt > now);
    }
}
