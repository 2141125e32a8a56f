using System.Text.Json;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Logout;

/// <summary>
/// Tells clients that sessions end (OpenID Connect Back-Channel Logout 1.0): a row of the outbox for each, in the transaction
/// that ends them. A pool without a client that wants to know costs nothing.
/// </summary>
public sealed class LogoutNotices(HostedAuthDbContext context, PoolScope scope, Outbox outbox, TimeProvider time)
{
    // What anybody may make grow, by a client that never answers, must not grow for days.
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);

    /// <summary>Whether any client of the pool wants to know.</summary>
    internal bool AreWanted => scope.Pool.BackChannelClients.Count > 0;

    /// <summary>Whom the end of the sessions concerns. Call it before they end, inside the transaction.</summary>
    internal async Task<IReadOnlyList<LogoutNotice>> ConcernedAsync(
        IQueryable<TokenSession> sessions,
        CancellationToken cancellationToken)
    {
        if (!AreWanted)
        {
            return [];
        }

        var clients = scope.Pool.BackChannelClients;
        var found = await sessions.AsNoTracking()
            .Where(session => clients.Contains(session.ClientId))
            .Select(session => new { session.ClientId, session.UserId, session.SsoSessionId })
            .Distinct()
            .ToListAsync(cancellationToken);
        return [.. found.Select(one => new LogoutNotice(scope.Pool.Id, one.ClientId, one.UserId, one.SsoSessionId))];
    }

    /// <summary>
    /// Adds to the unit of work what the concerned are told, now that the sessions have ended: nothing to a client with
    /// another living one of the same browser, and of sessions of no browser only where all of the user's have ended.
    /// </summary>
    /// <returns>Whether anything was added, which the caller saves.</returns>
    internal async Task<bool> TellAsync(IReadOnlyList<LogoutNotice> concerned, CancellationToken cancellationToken)
    {
        if (concerned is [])
        {
            return false;
        }

        var now = time.GetUtcNow();
        var users = concerned.Select(notice => notice.UserId).Distinct().ToList();
        var living = await context.TokenSessions.AsNoTracking()
            .Where(session => users.Contains(session.UserId) && session.EndedAt == null && session.ExpiresAt > now)
            .Select(session => new { session.ClientId, session.UserId, session.SsoSessionId })
            .ToListAsync(cancellationToken);
        var told = concerned.Where(notice => !living.Any(other =>
            other.ClientId == notice.ClientId
            && other.UserId == notice.UserId
            // Without a session's id the whole user is meant, so any other session speaks against it.
            && (notice.SsoSessionId is null || other.SsoSessionId == notice.SsoSessionId))).ToList();
        foreach (var notice in told.Where(CanBeTold))
        {
            outbox.Add(context, new Message
            {
                Channel = ChannelOf(notice.ClientId),
                To = notice.ClientId,
                UserId = notice.UserId,
                Text = JsonSerializer.Serialize(notice),
                GoodUntil = now + GoodFor,
            });
        }

        return told.Count > 0;
    }

    private string ChannelOf(string clientId) =>
        scope.Pool.FindClient(clientId)?.Client.IsRegistered == true ? Channels.LogoutOfRegistered : Channels.Logout;

    /// <summary>A client that requires <c>sid</c> understands nothing without (section 2.2).</summary>
    private bool CanBeTold(LogoutNotice notice) =>
        notice.SsoSessionId is not null
        || scope.Pool.FindClient(notice.ClientId)?.Metadata.BackchannelLogoutSessionRequired != true;
}
