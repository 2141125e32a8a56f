using HostedAuth.Core.Errors;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Mfa;

/// <summary>The second factors of a user: which count, and how they come and go.</summary>
public static class UserFactors
{
    /// <summary>
    /// What the user can be asked for, by the challenges' names, in a fixed order: what is active, the pool allows, and, for
    /// codes, has a proven address: nobody gets codes at an address that may be another's. Where a pool asks everybody and
    /// nothing of that is left, the addresses that they have proven serve, as in Cognito: whoever has but the password must not
    /// be let to set up a factor of their own instead.
    /// </summary>
    public static IReadOnlyList<string> Of(PoolMfa pool, User user)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(user);
        var active = Usable(user.ActiveFactors);
        return pool.IsRequired && active is [] ? Usable([SecondFactors.Email, SecondFactors.Sms]) : active;

        string[] Usable(IEnumerable<string> factors) =>
            [.. factors.Where(pool.Allows).Where(factor => CanReach(user, factor)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether the user has proven the address that the factor's codes go to, where it sends any.</summary>
    public static bool CanReach(User user, string factor)
    {
        ArgumentNullException.ThrowIfNull(user);
        return SecondFactors.AttributeOf(factor) is not { } attribute || user.HasVerified(attribute);
    }

    /// <summary>
    /// Whether a session proved a second factor that still tells who the user is: not one from before their factors, as they are
    /// now, began to count.
    /// </summary>
    /// <param name="user">Whose session it is.</param>
    /// <param name="session">The session.</param>
    public static bool AreProvenBy(User user, ISignedIn session)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(session);
        return Proof.HasSeveralFactors(session.Amr) && !(session.CreatedAt < user.SecondFactorsSince);
    }

    /// <summary>
    /// Whether what a browser's session granted, and nobody has taken up yet, stands on a second factor from before the user's
    /// present ones began to count. The tokens would be younger than that, and pass for proof of those.
    /// </summary>
    /// <param name="user">Whose sign-in it is.</param>
    /// <param name="session">The browser's session, as it is now.</param>
    /// <param name="amr">What had been proven to the session then.</param>
    /// <param name="authenticatedAt">When the sign-in behind the grant was.</param>
    public static bool IsOutdated(User user, SsoSession session, IReadOnlyList<string> amr, DateTimeOffset authenticatedAt)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(session);
        // Who sets a factor up while they sign in has proven the password before it counts, and begins the session after. A
        // session that went on with another sign-in no longer tells when this one's began.
        var since = session.AuthenticatedAt == authenticatedAt ? session.CreatedAt : authenticatedAt;
        return Proof.HasSeveralFactors(amr) && since < user.SecondFactorsSince;
    }

    /// <summary>
    /// Whether the sign-in behind the tokens was before the user's present second factors began to count. A browser's password
    /// may be much older than the tokens that it gets; one with a second factor gets none when it is outdated.
    /// </summary>
    /// <param name="user">Whose tokens they are.</param>
    /// <param name="session">The session of the tokens.</param>
    public static bool IsBefore(User user, TokenSession session)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(session);
        var isOlder = session.SsoSessionId is not null && !Proof.HasSeveralFactors(session.Amr);
        return (isOlder ? session.AuthenticatedAt : session.CreatedAt) < user.SecondFactorsSince;
    }

    /// <summary>Refuses with InvalidParameter when the pool demands a second factor and the user has none any more.</summary>
    public static void CheckRequired(PoolMfa pool, User user)
    {
        ArgumentNullException.ThrowIfNull(pool);
        AuthError.RefuseInvalid(
            pool.IsRequired && Of(pool, user).Count == 0,
            "The user pool requires MFA: the last MFA method of a user can't be disabled.");
    }

    /// <summary>Makes the factor active, unsaved.</summary>
    public static void Activate(User user, string factor)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.ActiveFactors.Contains(factor))
        {
            user.ActiveFactors = [.. user.ActiveFactors, factor];
        }
    }

    /// <summary>Takes the factor, and a preference for it, away, unsaved.</summary>
    public static void Deactivate(User user, string factor)
    {
        ArgumentNullException.ThrowIfNull(user);
        user.ActiveFactors = [.. user.ActiveFactors.Where(active => active != factor)];
        user.PreferredFactor = user.PreferredFactor == factor ? null : user.PreferredFactor;
    }
}
