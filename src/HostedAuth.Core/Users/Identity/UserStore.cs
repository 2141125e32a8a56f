using HostedAuth.Core.Storage;
using Microsoft.AspNetCore.Identity;

namespace HostedAuth.Core.Users.Identity;

/// <summary>
/// The users of the pool at hand as ASP.NET Core Identity sees them. Everything goes through the directory, so that names
/// and search values stay in step.
/// </summary>
internal sealed class UserStore(UserDirectory directory, HostedAuthDbContext context)
    : IUserPasswordStore<User>, IUserSecurityStampStore<User>
{
    public Task<string> GetUserIdAsync(User user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Username);

    public Task<string?> GetNormalizedUserNameAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(directory.Normalize(user.Username));

    /// <summary>A user name is for ever.</summary>
    public Task SetUserNameAsync(User user, string? userName, CancellationToken cancellationToken) =>
        userName == user.Username ? Task.CompletedTask : throw new NotSupportedException("A user name can't change.");

    /// <summary>Nothing to keep: the names of a user stand in a table of their own.</summary>
    public Task SetNormalizedUserNameAsync(User user, string? normalizedName, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Saves a user that <see cref="UserDirectory.Create"/> has added.</summary>
    public Task<IdentityResult> CreateAsync(User user, CancellationToken cancellationToken) =>
        SaveAsync(cancellationToken);

    public Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken) => SaveAsync(cancellationToken);

    public async Task<IdentityResult> DeleteAsync(User user, CancellationToken cancellationToken)
    {
        await directory.DeleteAsync(user, cancellationToken);
        return IdentityResult.Success;
    }

    public Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        directory.FindByIdAsync(userId, cancellationToken);

    public Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        directory.FindAsync(normalizedUserName, cancellationToken);

    public Task SetPasswordHashAsync(User user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(User user, string stamp, CancellationToken cancellationToken)
    {
        user.SecurityStamp = stamp;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    /// <summary>The unit of work belongs to the request.</summary>
    public void Dispose()
    {
    }

    private async Task<IdentityResult> SaveAsync(CancellationToken cancellationToken)
    {
        if (context.ChangeTracker.HasChanges())
        {
            await directory.SaveAsync(cancellationToken);
        }

        return IdentityResult.Success;
    }
}
