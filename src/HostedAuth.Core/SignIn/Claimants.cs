using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.SignIn;

/// <summary>Finds whom a typed name is about, by the same work whether such a user exists or not.</summary>
public sealed class Claimants(UserDirectory users, PoolScope scope)
{
    public async Task<Claimant> FindAsync(string username, CancellationToken cancellationToken)
    {
        var madeUp = PretendedUser.IdOf(scope.Pool, users.Normalize(username));
        var user = await users.FindAsync(username, cancellationToken);
        return new Claimant(user, user?.Id ?? madeUp);
    }

    public async Task<Claimant> FindByIdAsync(string id, CancellationToken cancellationToken) =>
        new(await users.FindByIdAsync(id, cancellationToken), id);
}
