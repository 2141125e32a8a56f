using HostedAuth.Core.Errors;
using HostedAuth.Core.Logout;
using HostedAuth.Core.Notices;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Triggers;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Users;

/// <summary>The users of the pool at hand.</summary>
public sealed partial class UserDirectory(
    PoolScope scope,
    HostedAuthDbContext context,
    Database database,
    UserEvents events,
    SecurityNotices notices,
    LogoutNotices logouts,
    TimeProvider time)
{
    private const int Attempts = 5;

    /// <summary>
    /// Adds a user with their names and search values to the unit of work, unsaved. In pools whose users sign in by email or
    /// phone the user name becomes the sub and <paramref name="username"/> the attribute.
    /// Refuses with InvalidParameter what is no user name in this pool.
    /// </summary>
    public User Create(string username, IReadOnlyDictionary<string, string> attributes, UserStatus status)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var id = Guid.NewGuid().ToString();
        var now = time.GetUtcNow();
        var user = new User
        {
            PoolId = scope.Pool.Id,
            Id = id,
            Username = scope.Pool.UsernameAttributes.Count > 0 ? id : username,
            Status = status,
            Attributes = FirstAttributes.Of(scope.Pool, username, attributes, status),
            SecurityStamp = Stamp(),
            ConcurrencyStamp = Stamp(),
            CreatedAt = now,
            ModifiedAt = now,
        };
        context.Users.Add(user);
        UserRows.Add(context, scope.Pool, user);
        return user;
    }

    /// <summary>
    /// Changes attributes and keeps names and search values in step, unsaved; null or empty deletes. A changed email or
    /// phone number is unverified unless the flag comes with it.
    /// </summary>
    public async Task SetAttributesAsync(
        User user,
        IReadOnlyDictionary<string, string?> changes,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(changes);
        user.Attributes = AttributeChanges.Apply(user.Attributes, changes);
        AddressFactors.DropWithout(user);
        await UserRows.SyncNamesAsync(context, scope.Pool, user, cancellationToken);
        await UserRows.SyncSearchValuesAsync(context, user, cancellationToken);
    }

    /// <summary>
    /// Takes the email and phone aliases that the user gains in this unit of work from whoever has them: their address
    /// becomes unverified (ForceAliasCreation). Call it before <see cref="SaveAsync"/>.
    /// </summary>
    public Task TakeAliasesAsync(User user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return scope.Pool.UsernameAttributes.Count > 0
            ? Task.CompletedTask
            : HeldNames.TakeAliasesAsync(context, user, cancellationToken);
    }

    /// <summary>
    /// Makes the next save one of the user's row too, though nothing in it changed: for what stands beside it and must not
    /// change while another request decides by it.
    /// </summary>
    internal static void Touch(User user) => user.ConcurrencyStamp = Stamp();

    /// <summary>
    /// Saves the unit of work. Refuses with UsernameExists or AliasExists when a name is another user's, with
    /// TooManyRequests when another request changed the same user meanwhile.
    /// </summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var entry in context.ChangeTracker.Entries<User>().Where(entry => entry.State == EntityState.Modified))
        {
            entry.Entity.ModifiedAt = now;
            entry.Entity.ConcurrencyStamp = Stamp();
        }

        events.AddChanges();
        notices.AddChanges();
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw AuthError.ConcurrentChange.AsException();
        }
        catch (DbUpdateException exception) when (database.IsUniqueViolation(exception))
        {
            throw (await HeldNames.ExplainAsync(context, scope.Pool, cancellationToken)).AsException();
        }
    }

    /// <summary>
    /// Finds a user, changes and saves them, and does so again when another request was quicker.
    /// Refuses with UserNotFound.
    /// </summary>
    /// <param name="name">User name, sub or alias.</param>
    /// <param name="changeAndSave">Must save; may run several times, each time on a user read anew.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ChangeAsync(string name, Func<User, Task> changeAndSave, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changeAndSave);
        for (var attempt = 1; ; attempt++)
        {
            var user = await RequireAsync(name, cancellationToken);
            try
            {
                await changeAndSave(user);
                return;
            }
            catch (AuthException exception) when (exception.Error == AuthError.ConcurrentChange && attempt < Attempts)
            {
                context.Discard();
            }
        }
    }

    /// <summary>Deletes the user and everything that is theirs, at once. What is already gone stays gone.</summary>
    public async Task DeleteAsync(User user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        context.Discard();
        await context.InTransactionAsync(
            async () =>
            {
                var concerned = await logouts.ConcernedAsync(
                    context.TokenSessions.Where(session => session.UserId == user.Id), cancellationToken);
                if (await UserRows.DeleteAsync(context, user.Id, cancellationToken))
                {
                    await logouts.TellAsync(concerned, cancellationToken);
                    events.AddDeleted(user);
                    await context.SaveChangesAsync(cancellationToken);
                }
            },
            cancellationToken);
        context.Discard();
    }

    private static string Stamp() => Guid.NewGuid().ToString("N");
}
