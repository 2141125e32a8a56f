using HostedAuth.Core.Groups;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Tokens;

/// <summary>All that the exchange of a code needs beside what the code says, in one read; not tracked.</summary>
internal sealed class CodeRow
{
    private static readonly CompiledRead<string, string, CodeRow?> Find =
        new((context, ssoSessionId, tokenSessionId, cancellationToken) => (
            from session in context.SsoSessions.AsNoTracking()
            join user in context.Users on session.UserId equals user.Id
            where session.Id == ssoSessionId
            select new CodeRow
            {
                Session = session,
                User = user,
                IsUsed = context.TokenSessions.Any(granted => granted.Id == tokenSessionId),
                Groups = (
                    from member in context.GroupMembers
                    join grp in context.Groups on member.GroupName equals grp.Name
                    where member.UserId == session.UserId
                    select grp).ToList(),
            }).FirstOrDefault());

    /// <summary>The browser's, as it is now.</summary>
    public required SsoSession Session { get; init; }

    public required User User { get; init; }

    /// <summary>Whether the token session that the code stands for has begun.</summary>
    public required bool IsUsed { get; init; }

    public required List<Group> Groups { get; init; }

    public static Task<CodeRow?> FindAsync(
        HostedAuthDbContext context,
        AuthorizationCode code,
        CancellationToken cancellationToken) =>
        Find.RunAsync(context, code.SsoSessionId, code.TokenSessionId, cancellationToken);

    /// <summary>Those without a precedence last, then by name.</summary>
    public IReadOnlyList<Group> GroupsByPrecedence() => Groups.ByPrecedence();
}
