using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace HostedAuth.Core.Users;

/// <summary>Names that a unit of work adds and another user of the pool has already.</summary>
internal static class HeldNames
{
    /// <summary>
    /// Takes the email and phone aliases that the user gains in this unit of work from whoever has them: their address
    /// becomes unverified.
    /// </summary>
    public static async Task TakeAliasesAsync(
        HostedAuthDbContext context,
        User user,
        CancellationToken cancellationToken)
    {
        var gained = Added(context)
            .Where(entry => entry.Entity.UserId == user.Id)
            .Where(entry => entry.Entity.Kind is UserIdentifierKind.Email or UserIdentifierKind.PhoneNumber);
        foreach (var entry in gained.ToList())
        {
            var held = await context.UserIdentifiers.AsNoTracking()
                .FirstOrDefaultAsync(name => name.Value == entry.Entity.Value, cancellationToken);
            if (held?.Kind == entry.Entity.Kind
                && await context.Users.FirstOrDefaultAsync(row => row.Id == held.UserId, cancellationToken) is { } holder)
            {
                holder.Attributes = AttributeChanges.Apply(
                    holder.Attributes,
                    new Dictionary<string, string?> { [$"{UserNames.AttributeOf(held.Kind)}_verified"] = "false" });
                // The row stays and names another user.
                entry.State = EntityState.Modified;
            }
        }
    }

    /// <summary>
    /// Why a save lost against a unique key: UsernameExists or AliasExists by the name that is another user's;
    /// ConcurrentChange where none is.
    /// </summary>
    public static async Task<AuthError> ExplainAsync(
        HostedAuthDbContext context,
        PoolSnapshot pool,
        CancellationToken cancellationToken)
    {
        var added = Added(context).Select(entry => entry.Entity).OrderBy(name => name.Kind);
        foreach (var name in added.ToList())
        {
            if (await context.UserIdentifiers.AsNoTracking()
                .AnyAsync(held => held.Value == name.Value && held.UserId != name.UserId, cancellationToken))
            {
                return UserNames.AttributeOf(name.Kind) is not { } attribute ? AuthError.UsernameExists
                    : pool.UsernameAttributes.Count > 0 ? AuthError.AttributeAccountExists(attribute)
                    : AuthError.AliasExists(attribute);
            }
        }

        // Another key, or a name that is free again: the next try meets the new state.
        return AuthError.ConcurrentChange;
    }

    private static IEnumerable<EntityEntry<UserIdentifier>> Added(HostedAuthDbContext context) =>
        context.ChangeTracker.Entries<UserIdentifier>().Where(entry => entry.State == EntityState.Added);
}
