using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Groups;

/// <summary>The groups of the pool and who is in them.</summary>
public sealed class Groups(HostedAuthDbContext context, PoolScope scope, Database database, TimeProvider time)
{
    /// <summary>AWS's quotas; held in strict pools alone.</summary>
    private const int MaxGroups = 10_000;
    private const int MaxGroupsOfUser = 100;

    /// <summary>Every token of a user asks it.</summary>
    private static readonly CompiledList<string, Group> OfUser = new((context, userId) =>
        from member in context.GroupMembers.AsNoTracking()
        join row in context.Groups.AsNoTracking() on member.GroupName equals row.Name
        where member.UserId == userId
        orderby row.Precedence == null, row.Precedence, row.Name
        select row);

    /// <summary>The groups of a user: by precedence, those without one last, then by name.</summary>
    public Task<IReadOnlyList<Group>> OfUserAsync(string userId, CancellationToken cancellationToken) =>
        OfUser.RunAsync(context, userId, cancellationToken);

    /// <summary>The group, tracked. Refuses with ResourceNotFound.</summary>
    public async Task<Group> FindAsync(string name, CancellationToken cancellationToken) =>
        await context.Groups.FirstOrDefaultAsync(row => row.Name == name, cancellationToken)
        ?? throw AuthError.GroupNotFound.AsException();

    /// <summary>Makes a group. Refuses with GroupExists or LimitExceeded.</summary>
    public async Task<Group> CreateAsync(
        string name,
        string? description,
        int? precedence,
        string? roleArn,
        CancellationToken cancellationToken)
    {
        if (scope.Pool.IsStrict && await context.Groups.CountAsync(cancellationToken) >= MaxGroups)
        {
            throw AuthError.TooMany("groups", MaxGroups).AsException();
        }

        var now = time.GetUtcNow();
        var group = new Group
        {
            PoolId = scope.Pool.Id,
            Name = name,
            Description = description,
            Precedence = precedence,
            RoleArn = roleArn,
            CreatedAt = now,
            ModifiedAt = now,
        };
        context.Groups.Add(group);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (database.IsUniqueViolation(exception))
        {
            throw AuthError.GroupExists.AsException();
        }

        return group;
    }

    /// <summary>Changes what is given; what is absent stays. Refuses with ResourceNotFound.</summary>
    public async Task<Group> UpdateAsync(
        string name,
        string? description,
        int? precedence,
        string? roleArn,
        CancellationToken cancellationToken)
    {
        var group = await FindAsync(name, cancellationToken);
        group.Description = description ?? group.Description;
        group.Precedence = precedence ?? group.Precedence;
        group.RoleArn = roleArn ?? group.RoleArn;
        group.ModifiedAt = time.GetUtcNow();
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Deleted meanwhile.
            throw AuthError.GroupNotFound.AsException();
        }

        return group;
    }

    /// <summary>Deletes a group; its users stay users. Refuses with ResourceNotFound.</summary>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        context.InTransactionAsync(
            async () =>
            {
                // The group first: its lock is what AddMemberAsync waits for, so that no member outlives it.
                if (await context.Groups.Where(row => row.Name == name).ExecuteDeleteAsync(cancellationToken) == 0)
                {
                    throw AuthError.GroupNotFound.AsException();
                }

                await context.GroupMembers.Where(row => row.GroupName == name).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);

    /// <summary>
    /// Puts a user into a group; again is no error. Refuses with ResourceNotFound, UserNotFound or InvalidParameter.
    /// </summary>
    public Task AddMemberAsync(string name, User user, CancellationToken cancellationToken) =>
        context.InTransactionAsync(
            async () =>
            {
                await LockAsync(name, user.Id, cancellationToken);
                var groups = await context.GroupMembers.Where(row => row.UserId == user.Id)
                    .Select(row => row.GroupName)
                    .ToListAsync(cancellationToken);
                if (groups.Contains(name))
                {
                    return;
                }

                if (scope.Pool.IsStrict && groups.Count >= MaxGroupsOfUser)
                {
                    throw AuthError.InvalidParameter($"A user can be in at most {MaxGroupsOfUser} groups.").AsException();
                }

                context.GroupMembers.Add(new GroupMember
                {
                    PoolId = scope.Pool.Id,
                    GroupName = name,
                    UserId = user.Id,
                    AddedAt = time.GetUtcNow(),
                });
                await context.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);

    /// <summary>Takes a user out of a group; who isn't in it is no error. Refuses with ResourceNotFound.</summary>
    public async Task RemoveMemberAsync(string name, User user, CancellationToken cancellationToken)
    {
        await FindAsync(name, cancellationToken);
        await context.GroupMembers.Where(row => row.GroupName == name && row.UserId == user.Id)
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Holds the rows of group and user until the transaction ends, so that neither is deleted meanwhile.</summary>
    private async Task LockAsync(string name, string userId, CancellationToken cancellationToken)
    {
        var groups = await context.Groups.Where(row => row.Name == name)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ModifiedAt, row => row.ModifiedAt), cancellationToken);
        if (groups == 0)
        {
            throw AuthError.GroupNotFound.AsException();
        }

        if (!await UserRows.LockAsync(context, userId, cancellationToken))
        {
            throw AuthError.UserNotFound.AsException();
        }
    }
}
