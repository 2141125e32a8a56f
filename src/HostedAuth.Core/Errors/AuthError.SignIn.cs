namespace HostedAuth.Core.Errors;

// Of the factors of sign-in.
public sealed partial record AuthError
{
    /// <summary>Of an answer to SMS_MFA or SOFTWARE_TOKEN_MFA.</summary>
    public static AuthError CodeForUserMismatch { get; } = new(ErrorKind.CodeMismatch, "Invalid code received for user");

    public static AuthError OtpMismatch { get; } =
        new(ErrorKind.CodeMismatch, "Invalid code or auth state for the user.");

    public static AuthError ChallengeNotOffered(string challenge) =>
        InvalidParameter($"The challenge {challenge} can't be chosen.");

    public static AuthError LevelsUnknown { get; } = InvalidParameter("TARGET_ACR_VALUES names no level of the user pool.");

    public static AuthError LevelsNotInTier { get; } = new(
        ErrorKind.FeatureUnavailableInTier,
        "Authentication levels are not available in the tier LITE of the user pool.");

    public static AuthError LevelReachedAlready { get; } =
        InvalidParameter("The access token already meets the requested authentication level.");

    public static AuthError LevelOutOfReach { get; } =
        InvalidParameter("The user has no factors for the requested authentication level.");

    /// <summary>Too many codes were sent, or guessed.</summary>
    public static AuthError SignInCodesExceeded { get; } =
        new(ErrorKind.TooManyRequests, "Attempt limit exceeded, please try after some time.");
}
