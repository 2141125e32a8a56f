namespace HostedAuth.Core.Users;

/// <summary>The users of the pool at hand.</summary>
public sealed class UserDirectory
{
    /// <summary>The user by user name, sub or a sign-in alias, by the pool's rule for case; tracked; or null.</summary>
    public Task<User?> FindAsync(string name, CancellationToken cancellationToken) => throw new NotImplementedException();
}
