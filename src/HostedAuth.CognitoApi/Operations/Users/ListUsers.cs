using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations.Users;

/// <param name="Limit">1 to 60; 0 and absent mean 60.</param>
public sealed record ListUsersRequest(
    string UserPoolId,
    IReadOnlyList<string>? AttributesToGet,
    int? Limit,
    string? PaginationToken,
    string? Filter) : IPoolRequest;

public sealed record ListUsersResponse(IReadOnlyList<UserType> Users, string? PaginationToken);

/// <summary>Lists the pool's users, all or those that a filter matches. Refuses with InvalidParameterException.</summary>
internal sealed class ListUsers(PoolScope scope, UserSearch search)
    : ICognitoOperation<ListUsersRequest, ListUsersResponse>
{
    private const int MaxLimit = 60;

    public async Task<ListUsersResponse> HandleAsync(ListUsersRequest request, CancellationToken cancellationToken)
    {
        RefuseUnknownAttributes(request.AttributesToGet);
        var filter = UserFilter.Parse(request.Filter);
        var limit = request.Limit.OrMost(MaxLimit);

        var page = await search.ReadAsync(filter, request.PaginationToken, limit, cancellationToken);

        return new(
            [.. page.Items.Select(user => UserType.Of(user, Wanted(user, request.AttributesToGet)))],
            page.NextToken);
    }

    private static IReadOnlyList<AttributeType> Wanted(User user, IReadOnlyList<string>? names) =>
        names is { Count: > 0 }
            ? [.. user.AllAttributes().Where(attribute => names.Contains(attribute.Name))]
            : user.AllAttributes();

    private void RefuseUnknownAttributes(IReadOnlyList<string>? names)
    {
        if (names is not null && !names.All(scope.Pool.Attributes.ContainsKey))
        {
            throw AuthError.RequestedAttributesUnknown.AsException();
        }
    }
}
