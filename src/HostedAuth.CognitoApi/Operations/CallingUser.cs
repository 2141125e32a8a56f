using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;

namespace HostedAuth.CognitoApi.Operations;

/// <summary>The user whose access token came with the request.</summary>
internal static class CallingUser
{
    /// <summary>
    /// The user, fit to act for themselves. Refuses with UserNotConfirmed, PasswordResetRequired, and, where the contract
    /// doesn't demand a token, with InvalidAccessToken.
    /// </summary>
    public static User Own(this Caller caller)
    {
        var user = (caller.User ?? throw AuthError.InvalidAccessToken.AsException()).User;
        UserStanding.Check(user);
        return user;
    }

    /// <summary>
    /// As <see cref="Own"/>, fit to change these attributes. Refuses with SecondFactorNotProven where codes of a second factor go
    /// to one of them.
    /// </summary>
    public static User OwnToChange(this Caller caller, PoolSnapshot pool, IEnumerable<string> attributes)
    {
        var user = caller.Own();
        FactorChanges.CheckAddresses(pool, user, caller.User!.Session, attributes);
        return user;
    }

    /// <summary>
    /// As <see cref="Own"/>, fit to change what they sign in by. Refuses with SecondFactorNotProven too.
    /// </summary>
    public static User OwnToChangeFactors(this Caller caller, PoolSnapshot pool)
    {
        var user = caller.Own();
        FactorChanges.Check(pool, user, caller.User!.Session);
        return user;
    }
}
