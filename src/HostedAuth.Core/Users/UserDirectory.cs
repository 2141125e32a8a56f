namespace HostedAuth.Core.Users;

/// <summary>The users of the pool at hand.</summary>
public sealed class UserDirectory
{
    /// <summary>The user by user name, sub or a sign-in alias, by the pool's rule for case; tracked; or null.</summary>
    public Task<User?> FindAsync(string name, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The user by sub; tracked; or null.</summary>
    public Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>The form in which names are compared: NFKC, and lower case unless the pool is case-sensitive.</summary>
    public string Normalize(string name) => throw new NotImplementedException();

    /// <summary>
    /// Adds a user with their names and search values to the unit of work, unsaved. In pools whose users sign in by email or
    /// phone the user name becomes the sub and <paramref name="username"/> the attribute.
    /// Refuses with InvalidParameter what is no user name in this pool.
    /// </summary>
    public User Create(string username, IReadOnlyDictionary<string, string> attributes, UserStatus status) =>
        throw new NotImplementedException();

    /// <summary>
    /// Changes attributes and keeps names and search values in step, unsaved; null or empty deletes. A changed email or
    /// phone number is unverified unless the flag comes with it.
    /// </summary>
    public Task SetAttributesAsync(
        User user,
        IReadOnlyDictionary<string, string?> changes,
        CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Saves the unit of work. Refuses with UsernameExists or AliasExists when a name is another user's.</summary>
    public Task SaveAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Deletes the user and everything that is theirs, at once.</summary>
    public Task DeleteAsync(User user, CancellationToken cancellationToken) => throw new NotImplementedException();
}
