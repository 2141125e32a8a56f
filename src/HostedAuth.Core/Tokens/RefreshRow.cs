using HostedAuth.Core.Groups;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Tokens;

/// <summary>All that a refresh needs, in one read; not tracked.</summary>
internal sealed class RefreshRow
{
    // Compiled once: this is the hottest read of the server.
    private static readonly CompiledRead<string, RefreshRow?> Find =
        new((context, sessionId, cancellationToken) => (
            from session in context.TokenSessions.AsNoTracking()
            join user in context.Users on session.UserId equals user.Id
            where session.Id == sessionId && session.RefreshExpiresAt != null
            select new RefreshRow
            {
                Session = session,
                User = user,
                Groups = (
                    from member in context.GroupMembers
                    join grp in context.Groups on member.GroupName equals grp.Name
                    where member.UserId == session.UserId
                    select grp).ToList(),
            }).FirstOrDefault());

    public required TokenSession Session { get; init; }

    public required User User { get; init; }

    public required List<Group> Groups { get; init; }

    public static Task<RefreshRow?> FindAsync(
        HostedAuthDbContext context,
        RefreshHandle handle,
        CancellationToken cancellationToken) => Find.RunAsync(context, handle.TokenSessionId.ToString(), cancellationToken);

    /// <summary>Those without a precedence last, then by name.</summary>
    public IReadOnlyList<Group> GroupsByPrecedence() =>
        Groups.ByPrecedence();
}
