using System.Text;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Users;

/// <summary>
/// Lists the pool's users page by page. Every page is a range of an index that begins where the last one ended, so that its
/// cost depends neither on the number of users nor on how far the reader has come.
/// </summary>
public sealed class UserSearch(HostedAuthDbContext context, PageTokens tokens)
{
    private static readonly bool[] BothStates = [true, false];

    /// <summary>The next users, to be read only. Refuses with InvalidParameter a token of another list.</summary>
    /// <param name="filter">What they must match; null for all.</param>
    /// <param name="token">Where the last page ended; null for the first.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Page<User>> ReadAsync(
        UserFilter? filter,
        string? token,
        int limit,
        CancellationToken cancellationToken)
    {
        var list = $"ListUsers/{context.PoolId}/{filter?.Attribute}/{filter?.IsPrefix}/{filter?.Value}";
        var after = Place.Parse(tokens.Open(list, token));
        // One more than asked for tells whether there is a further page.
        var found = await FindAsync(filter, after, limit + 1, cancellationToken);
        var page = tokens.Cut(list, found, limit, item => item.Place.ToString());
        return new([.. page.Items.Select(item => item.User)], page.NextToken);
    }

    private Task<List<Found>> FindAsync(UserFilter? filter, Place? after, int limit, CancellationToken cancellationToken) =>
        filter switch
        {
            null => ByIdAsync(context.Users, after, limit, cancellationToken),
            { Attribute: "sub" } => BySubAsync(filter, after, limit, cancellationToken),
            { Attribute: "username" } => ByUsernameAsync(filter, after, limit, cancellationToken),
            { Attribute: "status" } => ByEnabledAsync(filter, after, limit, cancellationToken),
            { Attribute: "cognito:user_status" } => ByStatusAsync(filter, after, limit, cancellationToken),
            { IsPrefix: false } => ByValueAsync(filter, after, limit, cancellationToken),
            _ => ByPrefixAsync(filter, after, limit, cancellationToken),
        };

    private static async Task<List<Found>> ByIdAsync(
        IQueryable<User> users,
        Place? after,
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
        return found.ConvertAll(user => new Found(user, new Place("", user.Id)));
    }

    private Task<List<Found>> BySubAsync(UserFilter filter, Place? after, int limit, CancellationToken cancellationToken)
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
        Place? after,
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
        return found.ConvertAll(user => new Found(user, new Place(user.Username, user.Id)));
    }

    /// <summary><c>Enabled</c> and <c>Disabled</c>: a prefix of one picks it, an empty one picks all.</summary>
    private Task<List<Found>> ByEnabledAsync(
        UserFilter filter,
        Place? after,
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
        Place? after,
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
        Place? after,
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
        Place? after,
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
        return [.. found.Select(item => new Found(item.User, new Place(item.Value, item.User.Id)))
            .OrderBy(item => item.Place, Place.ByBytes)];
    }

    private sealed record Found(User User, Place Place);

    /// <summary>Where a page ended: the value searched (empty where only the sub orders) and the user.</summary>
    private sealed record Place(string Value, string UserId)
    {
        private const int UserIdLength = 36;

        /// <summary>The order of both databases.</summary>
        public static IComparer<Place> ByBytes { get; } = Comparer<Place>.Create((a, b) =>
            a.Bytes().AsSpan().SequenceCompareTo(b.Bytes()));

        public static Place? Parse(string? key) => key is null ? null : new(key[UserIdLength..], key[..UserIdLength]);

        public override string ToString() => UserId + Value;

        /// <summary>No value holds a NUL, which therefore ends it.</summary>
        private byte[] Bytes() => Encoding.UTF8.GetBytes($"{Value}\0{UserId}");
    }
}
