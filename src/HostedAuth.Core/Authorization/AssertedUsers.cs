using HostedAuth.Core.Mfa;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Authorization;

/// <summary>
/// The users whom others may speak for (RFC 7523, section 2.1). Another's word stands for the first factor alone, so it is not
/// enough for whoever would be asked for more.
/// </summary>
public sealed class AssertedUsers(UserDirectory directory, PoolScope scope)
{
    /// <summary>
    /// The user by sub or user name, never by an alias, which may pass to somebody else; null when there is none, or one who
    /// gets no tokens now (<see cref="TokenGate"/>), owes a new password, or would be asked for a second factor.
    /// </summary>
    public async Task<User?> FindAsync(string subject, CancellationToken cancellationToken)
    {
        var user = await directory.ReadAsync(subject, cancellationToken);
        return user is not null && IsNamed(user, subject) && MayComeByWord(user) ? user : null;
    }

    private bool IsNamed(User user, string subject)
    {
        var name = directory.Normalize(subject);
        return name == user.Id || name == directory.Normalize(user.Username);
    }

    private bool MayComeByWord(User user) =>
        !scope.Pool.Mfa.IsRequired
        && UserFactors.Of(scope.Pool.Mfa, user).Count == 0
        && user.Status is not UserStatus.FORCE_CHANGE_PASSWORD
        && TokenGate.RefusalOf(user) is null;
}
