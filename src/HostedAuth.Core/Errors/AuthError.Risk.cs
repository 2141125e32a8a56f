namespace HostedAuth.Core.Errors;

// Of threat protection.
public sealed partial record AuthError
{
    /// <summary>A sign-in that the pool's risk configuration blocks.</summary>
    public static AuthError BlockedForSecurity { get; } =
        new(ErrorKind.NotAuthorized, "Unable to login because of security reasons.");

    /// <summary>A new password that is known from a breach.</summary>
    public static AuthError PasswordCompromised { get; } =
        new(ErrorKind.InvalidPassword, "Provided password cannot be used for security reasons.") { Reason = ErrorReason.PasswordKnown };

    public static AuthError ThreatProtectionOff { get; } = new(
        ErrorKind.UserPoolAddOnNotEnabled,
        "Threat protection is not enabled for the user pool: set UserPoolAddOns.AdvancedSecurityMode to AUDIT or ENFORCED.");

    public static AuthError AuthEventNotFound { get; } =
        new(ErrorKind.ResourceNotFound, "Authentication event does not exist.");

    public static AuthError InvalidFeedbackToken { get; } = new(ErrorKind.NotAuthorized, "Invalid feedback token.");
}
