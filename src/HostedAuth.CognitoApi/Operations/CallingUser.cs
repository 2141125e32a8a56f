using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.Errors;
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
}
