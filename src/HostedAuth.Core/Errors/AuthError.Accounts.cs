using HostedAuth.Core.Users;

namespace HostedAuth.Core.Errors;

// Of sign-up, recovery and change of password.
public sealed partial record AuthError
{
    public static AuthError AlreadyConfirmed { get; } =
        new(ErrorKind.InvalidParameter, "User is already confirmed.");

    public static AuthError CannotResendCodes { get; } =
        new(ErrorKind.InvalidParameter, "Cannot resend codes. Auto verification not turned on.");

    public static AuthError PasswordMissing { get; } = new(
        ErrorKind.InvalidParameter,
        "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null");

    public static AuthError PreferredUsernameBeforeConfirmation { get; } = new(
        ErrorKind.InvalidParameter,
        "Preferred username cannot be provided for unconfirmed account, since user pool is configured for "
        + "preferred username alias.");

    public static AuthError ContactAdministrator { get; } =
        new(ErrorKind.NotAuthorized, "Contact administrator to reset password.");

    public static AuthError PasswordCannotBeReset { get; } =
        new(ErrorKind.NotAuthorized, "User password cannot be reset in the current state.");

    /// <summary>Of the account itself, by a session that only another issuer's word began.</summary>
    public static AuthError NobodySignedIn { get; } = new(
        ErrorKind.NotAuthorized,
        "Nobody signed in for this session. Sign in first.");

    public static AuthError NoVerifiedAddress { get; } = new(
        ErrorKind.InvalidParameter,
        "Cannot reset password for the user as there is no registered/verified email or phone_number");

    public static AuthError CannotBeConfirmed(UserStatus status) =>
        new(ErrorKind.NotAuthorized, $"User cannot be confirmed. Current status is {status}");
}
