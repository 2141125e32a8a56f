using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Users;

// By what stands in the table of search values, beside the users' own rows.
public sealed partial class UserSearch
{
    private async Task<List<FoundUser>> ByValueAsync(
        UserFilter filter,
        UserPlace? after,
        int limit,
        CancellationToken cancellationToken)
    {
        var (name, value, last) = (filter.Attribute, filter.Value, after?.UserId ?? "");
#pragma warning disable CA1309, CA1310 // Translated: both databases compare by bytes.
        return await FoundAsync(
            context.UserSearchValues
                .Where(row => row.Name == name && row.Value == value && row.UserId.CompareTo(last) > 0)
                .OrderBy(row => row.UserId),
            limit,
            cancellationToken);
#pragma warning restore CA1309, CA1310
    }

    /// <summary>
    /// First the users that share the value at which the last page ended, then those with greater values: two ranges of the
    /// index, where one condition for both would walk all users of one value.
    /// </summary>
    private async Task<List<FoundUser>> ByPrefixAsync(
        UserFilter filter,
        UserPlace? after,
        int limit,
        CancellationToken cancellationToken)
    {
        var found = after is null
            ? []
            : await ByValueAsync(filter with { Value = after.Value }, after, limit, cancellationToken);
        if (found.Count == limit)
        {
            return found;
        }

        var (name, from, to) = (filter.Attribute, filter.Value, PrefixRange.End(filter.Value));
        var rows = context.UserSearchValues.Where(row => row.Name == name);
#pragma warning disable CA1309, CA1310 // Translated: both databases compare by bytes.
        rows = after is null
            ? rows.Where(row => row.Value.CompareTo(from) >= 0)
            : rows.Where(row => row.Value.CompareTo(after.Value) > 0);
        rows = to is null ? rows : rows.Where(row => row.Value.CompareTo(to) < 0);
#pragma warning restore CA1309, CA1310
        found.AddRange(await FoundAsync(
            rows.OrderBy(row => row.Value).ThenBy(row => row.UserId),
            limit - found.Count,
            cancellationToken));
        return found;
    }

    private async Task<List<FoundUser>> FoundAsync(
        IQueryable<UserSearchValue> rows,
        int limit,
        CancellationToken cancellationToken)
    {
        var found = await rows.Take(limit)
            .Join(context.Users, row => row.UserId, user => user.Id, (row, user) => new { row.Value, User = user })
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        // The join keeps the rows but promises no order.
        return [.. found.Select(item => new FoundUser(item.User, new UserPlace(item.Value, item.User.Id)))
            .OrderBy(item => item.Place, UserPlace.ByBytes)];
    }
}
