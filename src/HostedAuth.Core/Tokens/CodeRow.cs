using HostedAuth.Core.Groups;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Tokens;

/// <summary>All that the exchange of a code needs, in one read; not tracked.</summary>
internal sealed class CodeRow
{
    private static readonly CompiledRead<byte[], CodeRow?> Find =
        new((context, hash, cancellationToken) => (
            from code in context.AuthorizationCodes.AsNoTracking()
            join session in context.SsoSessions on code.SsoSessionId equals session.Id
            join user in context.Users on code.UserId equals user.Id
            where code.Hash == hash
            select new CodeRow
            {
                Code = code,
                Session = session,
                User = user,
                Groups = (
                    from member in context.GroupMembers
                    join grp in context.Groups on member.GroupName equals grp.Name
                    where member.UserId == code.UserId
                    select grp).ToList(),
            }).FirstOrDefault());

    public required AuthorizationCode Code { get; init; }

    /// <summary>The browser's, as it is now.</summary>
    public required SsoSession Session { get; init; }

    public required User User { get; init; }

    public required List<Group> Groups { get; init; }

    public static Task<CodeRow?> FindAsync(HostedAuthDbContext context, byte[] hash, CancellationToken cancellationToken) =>
        Find.RunAsync(context, hash, cancellationToken);

    /// <summary>Those without a precedence last, then by name.</summary>
    public IReadOnlyList<Group> GroupsByPrecedence() => Groups.ByPrecedence();
}
