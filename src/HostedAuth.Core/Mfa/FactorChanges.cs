using HostedAuth.Core.Errors;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Mfa;

/// <summary>
/// Which sessions may change what a user signs in by. The first second factor any may set up; once one counts, a session that
/// never proved it is no word of its owner's. A strict pool asks for none, as AWS doesn't.
/// </summary>
public static class FactorChanges
{
    /// <summary>Refuses with SecondFactorNotProven a session that may not add, remove or switch factors and passkeys.</summary>
    public static void Check(PoolSnapshot pool, User user, TokenSession session)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(session);
        if (!pool.IsStrict && UserFactors.Of(pool.Mfa, user).Count > 0 && !IsOwners(user, session))
        {
            throw AuthError.SecondFactorNotProven.AsException();
        }
    }

    /// <summary>
    /// Refuses with SecondFactorNotProven a session that may not change an address to which codes of a second factor go.
    /// </summary>
    /// <param name="pool">The user's.</param>
    /// <param name="user">Whose addresses they are.</param>
    /// <param name="session">The one that asks.</param>
    /// <param name="attributes">The attributes that it changes.</param>
    public static void CheckAddresses(PoolSnapshot pool, User user, TokenSession session, IEnumerable<string> attributes)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var addresses = UserFactors.Of(pool.Mfa, user).Select(SecondFactors.AttributeOf);
        if (attributes.Any(addresses.Contains))
        {
            Check(pool, user, session);
        }
    }

    /// <summary>
    /// Whether it proved a second factor; or switched the first one on itself, as apps do on their page of settings; or began
    /// since then on a device, which stood in for it.
    /// </summary>
    private static bool IsOwners(User user, TokenSession session) =>
        UserFactors.AreProvenBy(user, session)
        || user.SecondFactorsBegunBy == session.Id
        || (session is { DeviceKey: not null, IsByTriggers: false } && !UserFactors.IsBefore(user, session));
}
