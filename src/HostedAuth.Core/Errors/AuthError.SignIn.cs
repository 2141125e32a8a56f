namespace HostedAuth.Core.Errors;

// Of the factors of sign-in.
public sealed partial record AuthError
{
    public static AuthError SmsCodeMismatch { get; } = new(ErrorKind.CodeMismatch, "Invalid code received for user");

    public static AuthError OtpMismatch { get; } =
        new(ErrorKind.CodeMismatch, "Invalid code or auth state for the user.");

    public static AuthError ChallengeNotOffered(string challenge) =>
        InvalidParameter($"The challenge {challenge} can't be chosen.");

    /// <summary>Too many codes were sent, or guessed.</summary>
    public static AuthError SignInCodesExceeded { get; } =
        new(ErrorKind.TooManyRequests, "Attempt limit exceeded, please try after some time.");
}
