using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Users;

// Who has a name.
public sealed partial class UserDirectory
{
    private static readonly CompiledRead<string, User?> ByName = new((context, value, cancellationToken) =>
        context.UserIdentifiers.Where(name => name.Value == value)
            .Join(context.Users, name => name.UserId, user => user.Id, (_, user) => user)
            .FirstOrDefault());

    private static readonly CompiledRead<string, User?> ByNameToRead = new((context, value, cancellationToken) =>
        context.UserIdentifiers.Where(name => name.Value == value)
            .Join(context.Users, name => name.UserId, user => user.Id, (_, user) => user)
            .AsNoTracking()
            .FirstOrDefault());

    private static readonly CompiledRead<string, User?> ById = new((context, id, cancellationToken) =>
        context.Users.FirstOrDefault(user => user.Id == id));

    /// <summary>The user by user name, sub or a sign-in alias, by the pool's rule for case; tracked; or null.</summary>
    public Task<User?> FindAsync(string name, CancellationToken cancellationToken) =>
        IsName(name) ? ByName.RunAsync(context, Normalize(name), cancellationToken) : Task.FromResult<User?>(null);

    /// <summary>As <see cref="FindAsync"/>. Refuses with UserNotFound.</summary>
    public async Task<User> RequireAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) ?? throw AuthError.UserNotFound.AsException();

    /// <summary>As <see cref="RequireAsync"/>, to be read only: nothing tracks it.</summary>
    public async Task<User> RequireToReadAsync(string name, CancellationToken cancellationToken) =>
        await ReadAsync(name, cancellationToken) ?? throw AuthError.UserNotFound.AsException();

    /// <summary>As <see cref="FindAsync"/>, to be read only: nothing tracks it.</summary>
    public Task<User?> ReadAsync(string name, CancellationToken cancellationToken) =>
        IsName(name) ? ByNameToRead.RunAsync(context, Normalize(name), cancellationToken) : Task.FromResult<User?>(null);

    /// <summary>The user by sub; tracked; or null.</summary>
    public Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        ById.RunAsync(context, userId, cancellationToken);

    /// <summary>The form in which names are compared: NFKC, and lower case unless the pool is case-sensitive.</summary>
    public string Normalize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return UserNames.Normalize(scope.Pool, name);
    }

    /// <summary>PostgreSQL keeps no NUL, so no user has it in a name; asking would be an error.</summary>
    private static bool IsName(string name) => !name.Contains('\0', StringComparison.Ordinal);
}
