using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Users;

/// <summary>
/// Lists the pool's users page by page. Every page is a range of an index that begins where the last one ended, so that its
/// cost depends neither on the number of users nor on how far the reader has come.
/// </summary>
public sealed class UserSearch(HostedAuthDbContext context)
{
    private static readonly bool[] BothStates = [true, false];

    /// <summary>The next users after a place, at most <paramref name="limit"/>, to be read only.</summary>
    /// <param name="filter">What they must match; null for all.</param>
    /// <param name="after">Where the last page ended; null for the first.</param>
    /// <param name="limit">1 to 60.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<UserPage> ReadAsync(
        UserFilter? filter,
        UserPlace? after,
        int limit,
        CancellationToken cancellationToken)
    {
        // One more than asked for tells whether there is a further page.
        var found = filter switch
        {
            null => await ByIdAsync(context.Users, after, limit + 1, cancellationToken),
            { Attribute: "sub" } => await BySubAsync(filter, after, limit + 1, cancellationToken),
            { Attribute: "username" } => await ByUsernameAsync(filter, after, limit + 1, cancellationToken),
            { Attribute: "status" } => await ByEnabledAsync(filter, after, limit + 1, cancellationToken),
            { Attribute: "cognito:user_status" } => await ByStatusAsync(filter, after, limit + 1, cancellationToken),
            { IsPrefix: false } => await ByValueAsync(filter, after, limit + 1, cancellationToken),
            _ => await ByPrefixAsync(filter, after, limit + 1, cancellationToken),
        };
        return found.Count <= limit
            ? new UserPage([.. found.Select(item => item.User)], Next: null)
            : new UserPage([.. found.Take(limit).Select(item => item.User)], found[limit - 1].Place);
    }

    private static async Task<List<Found>> ByIdAsync(
        IQueryable<User> users,
        UserPlace? after,
        int limit,
        CancellationToken cancellationToken)
    {
        var last = after?.UserId ?? "";
#pragma warning disable CA1309, CA1310 // Translated: both databases compare by bytes.
        var found = await users.AsNoTracking()
            .Where(user => user.Id.CompareTo(last) > 0)
#pragma warning restore CA1309, CA1310
            .OrderBy(user => user.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
        return found.ConvertAll(user => new Found(user, new UserPlace("", user.Id)));
    }

    private Task<List<Found>> BySubAsync(UserFilter filter, UserPlace? after, int limit, CancellationToken cancellationToken)
    {
        var (from, to) = (filter.Value, PrefixRange.End(filter.Value) ?? "");
#pragma warning disable CA1309, CA1310 // Translated: both databases compare by bytes.
        return ByIdAsync(
            !filter.IsPrefix ? context.Users.Where(user => user.Id == from)
            : to is "" ? context.Users
            : context.Users.Where(user => user.Id.CompareTo(from) >= 0 && user.Id.CompareTo(to) < 0),
            after,
            limit,
            cancellationToken);
#pragma warning restore CA1309, CA1310
    }

    private async Task<List<Found>> ByUsernameAsync(
        UserFilter filter,
        UserPlace? after,
        int limit,
        CancellationToken cancellationToken)
    {
        var (from, to, last) = (filter.Value, PrefixRange.End(filter.Value), after?.Value ?? "");
        var users = context.Users.AsNoTracking();
#pragma warning disable CA1309, CA1310 // Translated: both databases compare by bytes.
        users = filter.IsPrefix
            ? users.Where(user => user.Username.CompareTo(from) >= 0 && user.Username.CompareTo(last) > 0)
            : users.Where(user => user.Username == from && user.Username.CompareTo(last) > 0);
        users = filter.IsPrefix && to is not null ? users.Where(user => user.Username.CompareTo(to) < 0) : users;
#pragma warning restore CA1309, CA1310
        var found = await users.OrderBy(user => user.Username).Take(limit).ToListAsync(cancellationToken);
        return found.ConvertAll(user => new Found(user, new UserPlace(user.Username, user.Id)));
    }

    /// <summary><c>Enabled</c> and <c>Disabled</c>: a prefix of one picks it, an empty one picks all.</summary>
    private Task<List<Found>> ByEnabledAsync(
        UserFilter filter,
        UserPlace? after,
        int limit,
        CancellationToken cancellationToken)
    {
        var matching = BothStates
            .Where(enabled => Matches(filter, enabled ? "Enabled" : "Disabled", StringComparison.Ordinal))
            .ToList();
        return matching switch
        {
            [] => Task.FromResult(new List<Found>()),
            [var enabled] => ByIdAsync(context.Users.Where(user => user.Enabled == enabled), after, limit, cancellationToken),
            _ => ByIdAsync(context.Users, after, limit, cancellationToken),
        };
    }

    /// <summary>No two statuses begin alike, so that a prefix picks one of them or, empty, all.</summary>
    private Task<List<Found>> ByStatusAsync(
        UserFilter filter,
        UserPlace? after,
        int limit,
        CancellationToken cancellationToken)
    {
        var matching = Enum.GetValues<UserStatus>()
            .Where(status => Matches(filter, status.ToString(), StringComparison.OrdinalIgnoreCase))
            .ToList();
        return matching switch
        {
            [] => Task.FromResult(new List<Found>()),
            [var status] => ByIdAsync(context.Users.Where(user => user.Status == status), after, limit, cancellationToken),
            _ => ByIdAsync(context.Users, after, limit, cancellationToken),
        };
    }

    private static bool Matches(UserFilter filter, string value, StringComparison comparison) =>
        filter.IsPrefix ? value.StartsWith(filter.Value, comparison) : value.Equals(filter.Value, comparison);

    private async Task<List<Found>> ByValueAsync(
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
    private async Task<List<Found>> ByPrefixAsync(
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

    private async Task<List<Found>> FoundAsync(
        IQueryable<UserSearchValue> rows,
        int limit,
        CancellationToken cancellationToken)
    {
        var found = await rows.Take(limit)
            .Join(context.Users, row => row.UserId, user => user.Id, (row, user) => new { row.Value, User = user })
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        // The join keeps the rows but promises no order.
        return [.. found.Select(item => new Found(item.User, new UserPlace(item.Value, item.User.Id)))
            .OrderBy(item => item.Place, UserPlace.ByCodePoint)];
    }

    private sealed record Found(User User, UserPlace Place);
}

/// <summary>Some users, and the place to go on from; null at the end.</summary>
public sealed record UserPage(IReadOnlyList<User> Users, UserPlace? Next);

/// <summary>Where a page ended: the value searched (empty where only the sub orders) and the user.</summary>
public sealed record UserPlace(string Value, string UserId)
{
    /// <summary>The order of both databases.</summary>
    public static IComparer<UserPlace> ByCodePoint { get; } = Comparer<UserPlace>.Create((a, b) =>
        System.Text.Encoding.UTF8.GetBytes(a.Value).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(b.Value)) is var byValue and not 0
            ? byValue
            : string.CompareOrdinal(a.UserId, b.UserId));
}
