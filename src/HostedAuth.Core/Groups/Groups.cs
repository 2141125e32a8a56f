using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Groups;

/// <summary>The groups of the pool and who is in them.</summary>
public sealed class Groups(HostedAuthDbContext context)
{
    /// <summary>The groups of a user: by precedence, those without one last, then by name.</summary>
    public async Task<IReadOnlyList<Group>> OfUserAsync(string userId, CancellationToken cancellationToken) =>
        await OfUser(userId).ToListAsync(cancellationToken);

    private IQueryable<Group> OfUser(string userId) =>
        from member in context.GroupMembers.AsNoTracking()
        join row in context.Groups.AsNoTracking() on member.GroupName equals row.Name
        where member.UserId == userId
        orderby row.Precedence == null, row.Precedence, row.Name
        select row;
}
