using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Groups;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Groups;

/// <param name="UserPoolId">The pool.</param>
/// <param name="Username">User name, sub or alias.</param>
/// <param name="Limit">0 to 60; 0 and absent mean 60.</param>
/// <param name="NextToken">Of the last answer.</param>
public sealed record AdminListGroupsForUserRequest(string UserPoolId, string Username, int? Limit, string? NextToken)
    : IPoolRequest;

public sealed record AdminListGroupsForUserResponse(IReadOnlyList<GroupType> Groups, string? NextToken);

/// <summary>Lists the groups of a user by precedence, then by name. Refuses with UserNotFound or InvalidParameter.</summary>
internal sealed class AdminListGroupsForUser(
    UserDirectory users,
    Core.Groups.Groups groups,
    PageTokens tokens) : ICognitoOperation<AdminListGroupsForUserRequest, AdminListGroupsForUserResponse>
{
    private const int MaxLimit = 60;

    public async Task<AdminListGroupsForUserResponse> HandleAsync(
        AdminListGroupsForUserRequest request,
        CancellationToken cancellationToken)
    {
        var user = await users.RequireAsync(request.Username, cancellationToken);
        var page = tokens.Page(
            $"AdminListGroupsForUser/{user.PoolId}/{user.Id}",
            request.NextToken,
            await groups.OfUserAsync(user.Id, cancellationToken),
            request.Limit.OrMost(MaxLimit),
            Rank);

        return new([.. page.Items.Select(GroupType.Of)], page.NextToken);
    }

    /// <summary>Sorts as text like precedence and name do, those without a precedence last.</summary>
    private static string Rank(Group group) => $"{(long?)group.Precedence ?? uint.MaxValue:D10}/{group.Name}";
}
