using HostedAuth.Core.Errors;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tokens;

/// <summary>
/// The last gate before every token of a user, whatever road led here: a sign-in, a code, a refresh. The road's own checks
/// come before; this one can't be gone around, since it stands where tokens are made.
/// </summary>
internal static class TokenGate
{
    /// <summary>Refuses with UserDisabled, UserNotConfirmed, PasswordResetRequired.</summary>
    public static void Check(User user)
    {
        if (RefusalOf(user) is { } refusal)
        {
            throw refusal.AsException();
        }
    }

    /// <summary>Why the user gets no tokens now; null when nothing stands in the way.</summary>
    public static AuthError? RefusalOf(User user) => user switch
    {
        { Enabled: false } => AuthError.UserDisabled,
        { Status: UserStatus.UNCONFIRMED } => AuthError.UserNotConfirmed,
        { Status: UserStatus.RESET_REQUIRED } => AuthError.PasswordResetRequired,
        _ => null,
    };
}
