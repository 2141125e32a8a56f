using HostedAuth.Core.Delivery;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Users;

/// <summary>The rows beside a user's own: kept in step with the user, and deleted with them.</summary>
internal static class UserRows
{
    private static readonly RowLock Lock = new(
        """SELECT 1 FROM users WHERE "PoolId" = @p0 AND "Id" = @p1""", typeof(string), typeof(string));

    /// <summary>Adds the names and search values of a new user to the unit of work.</summary>
    public static void Add(HostedAuthDbContext context, PoolSnapshot pool, User user)
    {
        context.UserIdentifiers.AddRange(UserNames.Of(pool, user).Select(name => Identifier(user, name)));
        context.UserSearchValues.AddRange(SearchableAttributes.Of(user));
    }

    /// <summary>
    /// Holds the user's row until the transaction at hand ends: whoever locks it meanwhile waits.
    /// </summary>
    /// <returns>False when the user is gone.</returns>
    public static Task<bool> LockAsync(HostedAuthDbContext context, string userId, CancellationToken cancellationToken) =>
        Lock.TakeAsync(context, [context.PoolId, userId], cancellationToken);

    /// <summary>
    /// Brings the user's names in the unit of work in step with their attributes; external ones stay as they are.
    /// </summary>
    public static async Task SyncNamesAsync(
        HostedAuthDbContext context,
        PoolSnapshot pool,
        User user,
        CancellationToken cancellationToken)
    {
        await context.UserIdentifiers.Where(name => name.UserId == user.Id).LoadAsync(cancellationToken);
        var names = UserNames.Of(pool, user);
        var entries = context.ChangeTracker.Entries<UserIdentifier>()
            .Where(entry => entry.Entity.UserId == user.Id)
            .ToDictionary(entry => entry.Entity.Value);
        foreach (var entry in entries.Values.Where(entry => entry.Entity.Kind != UserIdentifierKind.External))
        {
            if (!names.TryGetValue(entry.Entity.Value, out var kind))
            {
                entry.State = entry.State == EntityState.Added ? EntityState.Detached : EntityState.Deleted;
                continue;
            }

            // One that went and came back within the unit of work never went.
            entry.State = entry.State == EntityState.Deleted ? EntityState.Unchanged : entry.State;
            entry.Entity.Kind = kind;
        }

        context.UserIdentifiers.AddRange(
            names.Where(name => !entries.ContainsKey(name.Key)).Select(name => Identifier(user, name)));
    }

    /// <summary>Brings the values that the user can be searched by in step with their attributes.</summary>
    public static async Task SyncSearchValuesAsync(
        HostedAuthDbContext context,
        User user,
        CancellationToken cancellationToken)
    {
        await context.UserSearchValues.Where(value => value.UserId == user.Id).LoadAsync(cancellationToken);
        var wanted = SearchableAttributes.Of(user).ToDictionary(value => value.Name);
        foreach (var entry in context.ChangeTracker.Entries<UserSearchValue>()
            .Where(entry => entry.Entity.UserId == user.Id).ToList())
        {
            if (wanted.Remove(entry.Entity.Name, out var value))
            {
                entry.State = entry.State == EntityState.Deleted ? EntityState.Unchanged : entry.State;
                entry.Entity.Value = value.Value;
            }
            else
            {
                entry.State = entry.State == EntityState.Added ? EntityState.Detached : EntityState.Deleted;
            }
        }

        context.UserSearchValues.AddRange(wanted.Values);
    }

    /// <summary>Deletes the user and all of these by set-based statements; call it inside a transaction.</summary>
    public static async Task<bool> DeleteAsync(
        HostedAuthDbContext context,
        string userId,
        CancellationToken cancellationToken)
    {
        var count = await context.Users.Where(user => user.Id == userId).ExecuteDeleteAsync(cancellationToken);
        await context.UserIdentifiers.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.UserSearchValues.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.PasswordHistory.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.OneTimeCodes.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.GroupMembers.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.TokenSessions.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.SsoSessions.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.KeptCodes.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.Consents.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.DeviceAuthorizations.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.AttemptCounters.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.AuthenticatorApps.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.RecoveryCodes.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.Passkeys.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.PasskeyCeremonies.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.Devices.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        await context.AuthEvents.Where(row => row.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        // What tells apps that the user is signed out must outlive the user.
        await context.Outbox
            .Where(row => row.UserId == userId
                && row.Channel != Channels.Logout
                && row.Channel != Channels.LogoutOfRegistered)
            .ExecuteDeleteAsync(cancellationToken);
        return count == 1;
    }

    private static UserIdentifier Identifier(User user, KeyValuePair<string, UserIdentifierKind> name) =>
        new() { PoolId = user.PoolId, Value = name.Key, UserId = user.Id, Kind = name.Value };
}
