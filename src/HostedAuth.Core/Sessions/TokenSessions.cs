using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Sessions;

/// <summary>Ends what sign-ins granted.</summary>
public sealed class TokenSessions(HostedAuthDbContext context, Database database, TimeProvider time)
{
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

    /// <summary>Ends every token session of a user, but one. Set-based; call it inside the caller's transaction.</summary>
    /// <param name="userId">The sub.</param>
    /// <param name="exceptTokenSessionId">The one that lives on, with the browser session behind it; or null.</param>
    /// <param name="ssoToo">Whether browsers are signed out as well.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task EndAllAsync(
        string userId,
        string? exceptTokenSessionId,
        bool ssoToo,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (ssoToo)
        {
            // Browsers first, as everywhere, so that no two transactions wait for each other.
            await context.SsoSessions
                .Where(sso => sso.UserId == userId
                    && sso.EndedAt == null
                    && !context.TokenSessions.Any(spared =>
                        spared.Id == exceptTokenSessionId && spared.SsoSessionId == sso.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(sso => sso.EndedAt, now), cancellationToken);
        }

        await context.TokenSessions
            .Where(session => session.UserId == userId && session.EndedAt == null && session.Id != exceptTokenSessionId)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), cancellationToken);
    }

    /// <summary>
    /// Lets the next save begin a session of the user only if who was read is still who is stored: a sign-in by an old
    /// password that is on its way must not outlive the change that ends all sessions. Refuses with
    /// IncorrectUsernameOrPassword.
    /// </summary>
    internal void SaveOnlyFor(User user) => context.RunWithSave(async cancellationToken =>
    {
        // Written, not read: whoever changes the user meanwhile waits for this save, or this save sees the change.
        var stamp = user.SecurityStamp;
        var unchanged = await context.Users
            .Where(row => row.Id == user.Id && row.SecurityStamp == stamp && row.Enabled)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.SecurityStamp, stamp), cancellationToken);
        if (unchanged == 0)
        {
            throw AuthError.IncorrectUsernameOrPassword.AsException();
        }
    });

    /// <summary>
    /// Ends the user's oldest token sessions with the next save, so that with the one that it begins there are no more than the
    /// pool allows. After <see cref="SaveOnlyFor"/>, which lets the saves of one user wait for each other.
    /// </summary>
    internal void EvictWithSave(string userId, int bound) => context.RunWithSave(cancellationToken =>
    {
        var now = time.GetUtcNow();
        var evicted = context.TokenSessions
            .Where(session => session.UserId == userId && session.EndedAt == null && session.ExpiresAt > now)
            .OrderByDescending(session => session.CreatedAt)
            .ThenByDescending(session => session.Id)
            .Skip(bound - 1)
            .Select(session => session.Id);
        return context.TokenSessions
            .Where(session => evicted.Contains(session.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), cancellationToken);
    });

    /// <summary>Ends a browser session and every token session that hangs on it.</summary>
    internal Task EndSsoAsync(string ssoSessionId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return context.InTransactionAsync(
            async () =>
            {
                await context.SsoSessions
                    .Where(sso => sso.Id == ssoSessionId && sso.EndedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(sso => sso.EndedAt, now), cancellationToken);
                await context.TokenSessions
                    .Where(session => session.SsoSessionId == ssoSessionId && session.EndedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>
    /// Ends the token session that a code granted. Where the code was spent but its session is not there yet, an ended one
    /// takes its place, so that the first use finds it taken.
    /// </summary>
    internal async Task EndGrantedAsync(AuthorizationCode code, CancellationToken cancellationToken)
    {
        if (await EndAsync(code.TokenSessionId!, cancellationToken))
        {
            return;
        }

        var now = time.GetUtcNow();
        var ended = context.TokenSessions.Add(new TokenSession
        {
            PoolId = code.PoolId,
            Id = code.TokenSessionId!,
            UserId = code.UserId,
            EventId = Guid.NewGuid().ToString(),
            ClientId = code.ClientId,
            SsoSessionId = code.SsoSessionId,
            AuthenticatedAt = code.AuthenticatedAt,
            Scopes = code.Scopes,
            ByOAuth = true,
            CreatedAt = now,
            ExpiresAt = code.ExpiresAt,
            EndedAt = now,
        });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (database.IsUniqueViolation(exception))
        {
            // Begun between the two statements.
            ended.State = EntityState.Detached;
            await EndAsync(code.TokenSessionId!, cancellationToken);
        }
    }
}
