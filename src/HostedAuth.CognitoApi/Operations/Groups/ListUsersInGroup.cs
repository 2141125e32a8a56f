using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.CognitoApi.Operations.Groups;

/// <param name="UserPoolId">The pool.</param>
/// <param name="GroupName">The group.</param>
/// <param name="Limit">0 to 60; 0 and absent mean 60.</param>
/// <param name="NextToken">Of the last answer.</param>
public sealed record ListUsersInGroupRequest(string UserPoolId, string GroupName, int? Limit, string? NextToken)
    : IPoolRequest;

public sealed record ListUsersInGroupResponse(IReadOnlyList<UserType> Users, string? NextToken);

/// <summary>Lists the users of a group by sub. Refuses with ResourceNotFound or InvalidParameter.</summary>
internal sealed class ListUsersInGroup(
    HostedAuthDbContext context,
    Core.Groups.Groups groups,
    PageTokens tokens) : ICognitoOperation<ListUsersInGroupRequest, ListUsersInGroupResponse>
{
    private const int MaxLimit = 60;

    public async Task<ListUsersInGroupResponse> HandleAsync(
        ListUsersInGroupRequest request,
        CancellationToken cancellationToken)
    {
        var group = await groups.FindAsync(request.GroupName, cancellationToken);
        var limit = request.Limit.OrMost(MaxLimit);
        var list = $"ListUsersInGroup/{group.PoolId}/{group.Name}";
        var after = tokens.Open(list, request.NextToken) ?? "";
        var users = await context.GroupMembers.AsNoTracking()
#pragma warning disable CA1309 // Translated to SQL, where columns compare by bytes.
            .Where(member => member.GroupName == group.Name && string.Compare(member.UserId, after) > 0)
#pragma warning restore CA1309
            .OrderBy(member => member.UserId)
            .Join(context.Users.AsNoTracking(), member => member.UserId, user => user.Id, (member, user) => user)
            .OrderBy(user => user.Id)
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        var page = tokens.Cut(list, users, limit, user => user.Id);

        return new([.. page.Items.Select(user => UserType.Of(user))], page.NextToken);
    }
}
