using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Users;

/// <summary>
/// Lists the pool's users page by page. Every page is a range of an index that begins where the last one ended, so that its
/// cost depends neither on the number of users nor on how far the reader has come.
/// </summary>
public sealed partial class UserSearch(HostedAuthDbContext context, PageTokens tokens)
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
        var after = UserPlace.Parse(tokens.Open(list, token));
        // One more than asked for tells whether there is a further page.
        var found = await FindAsync(filter, after, limit + 1, cancellationToken);
        var page = tokens.Cut(list, found, limit, item => item.Place.ToString());
        return new([.. page.Items.Select(item => item.User)], page.NextToken);
    }

    private Task<List<FoundUser>> FindAsync(UserFilter? filter, UserPlace? after, int limit, CancellationToken cancellationToken) =>
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

    private static async Task<List<FoundUser>> ByIdAsync(
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
        return found.ConvertAll(user => new FoundUser(user, new UserPlace("", user.Id)));
    }

    private Task<List<FoundUser>> BySubAsync(UserFilter filter, UserPlace? after, int limit, CancellationToken cancellationToken)
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

    private async Task<List<FoundUser>> ByUsernameAsync(
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
        return found.ConvertAll(user => new FoundUser(user, new UserPlace(user.Username, user.Id)));
    }

    /// <summary><c>Enabled</c> and <c>Disabled</c>: a prefix of one picks it, an empty one picks all.</summary>
    private Task<List<FoundUser>> ByEnabledAsync(
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
            [] => Task.FromResult(new List<FoundUser>()),
            [var enabled] => ByIdAsync(context.Users.Where(user => user.Enabled == enabled), after, limit, cancellationToken),
            _ => ByIdAsync(context.Users, after, limit, cancellationToken),
        };
    }

    /// <summary>No two statuses begin alike, so that a prefix picks one of them or, empty, all.</summary>
    private Task<List<FoundUser>> ByStatusAsync(
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
            [] => Task.FromResult(new List<FoundUser>()),
            [var status] => ByIdAsync(context.Users.Where(user => user.Status == status), after, limit, cancellationToken),
            _ => ByIdAsync(context.Users, after, limit, cancellationToken),
        };
    }

    private static bool Matches(UserFilter filter, string value, StringComparison comparison) =>
        filter.IsPrefix ? value.StartsWith(filter.Value, comparison) : value.Equals(filter.Value, comparison);
}
