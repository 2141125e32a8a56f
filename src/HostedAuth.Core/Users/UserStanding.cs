using HostedAuth.Core.Errors;

namespace HostedAuth.Core.Users;

/// <summary>Whether a user may act for themselves, beyond holding a living access token.</summary>
public static class UserStanding
{
    /// <summary>
    /// Refuses with UserNotConfirmed and PasswordResetRequired: in a strict pool tokens outlive the reset of a password.
    /// </summary>
    public static void Check(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        switch (user.Status)
        {
            case UserStatus.UNCONFIRMED:
                throw AuthError.UserNotConfirmed.AsException();
            case UserStatus.RESET_REQUIRED:
                throw AuthError.PasswordResetRequired.AsException();
            default:
                return;
        }
    }
}
