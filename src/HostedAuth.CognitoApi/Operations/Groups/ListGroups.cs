using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.CognitoApi.Operations.Groups;

/// <param name="UserPoolId">The pool.</param>
/// <param name="Limit">0 to 60; 0 and absent mean 60.</param>
/// <param name="NextToken">Of the last answer.</param>
public sealed record ListGroupsRequest(string UserPoolId, int? Limit, string? NextToken) : IPoolRequest;

public sealed record ListGroupsResponse(IReadOnlyList<GroupType> Groups, string? NextToken);

/// <summary>Lists the groups of a pool by name. Refuses with InvalidParameter.</summary>
internal sealed class ListGroups(HostedAuthDbContext context, PoolScope scope, PageTokens tokens)
    : ICognitoOperation<ListGroupsRequest, ListGroupsResponse>
{
    private const int MaxLimit = 60;

    public async Task<ListGroupsResponse> HandleAsync(ListGroupsRequest request, CancellationToken cancellationToken)
    {
        var limit = request.Limit.OrMost(MaxLimit);
        var list = $"ListGroups/{scope.Pool.Id}";
        var after = tokens.Open(list, request.NextToken) ?? "";
        var groups = await context.Groups.AsNoTracking()
#pragma warning disable CA1309 // Translated to SQL, where columns compare by bytes.
            .Where(group => string.Compare(group.Name, after) > 0)
#pragma warning restore CA1309
            .OrderBy(group => group.Name)
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        var page = tokens.Cut(list, groups, limit, group => group.Name);

        return new([.. page.Items.Select(GroupType.Of)], page.NextToken);
    }
}
