using HostedAuth.Core.Users;

namespace HostedAuth.Core.Errors;

// Texts about users, their names, attributes and passwords.
public sealed partial record AuthError
{
    /// <summary>Another request changed the same user first, as often as it was tried.</summary>
    public static AuthError ConcurrentChange { get; } = new(
        ErrorKind.TooManyRequests,
        "Another request is changing the same user. Try again.",
        TimeSpan.FromSeconds(1));

    public static AuthError PasswordUsedBefore { get; } =
        new(ErrorKind.PasswordHistoryPolicyViolation, "Password has previously been used.");

    public static AuthError PasswordTooLong { get; } = InvalidParameter(
        "1 validation error detected: Value at 'password' failed to satisfy constraint: "
        + "Member must have length less than or equal to 256");

    public static AuthError PasswordEdges { get; } = InvalidParameter(
        "1 validation error detected: Value at 'password' failed to satisfy constraint: "
        + @"Member must satisfy regular expression pattern: ^[\S]+.*[\S]+$");

    public static AuthError InvalidFilter { get; } = InvalidParameter("Error while parsing filter");

    public static AuthError RequestedAttributesUnknown { get; } =
        InvalidParameter("One or more requested attributes do not exist in user pool.");

    public static AuthError InvalidSearchAttribute(string name) => InvalidParameter($"Invalid search attribute: {name}");

    /// <param name="attributes">What stands for a user name in the pool: email, phone_number or both.</param>
    public static AuthError UsernameNotOfForm(IReadOnlySet<string> attributes) => InvalidParameter(
        attributes.Count > 1 ? "Username should be either an email or a phone number."
        : attributes.Contains("email") ? "Username should be an email."
        : "Username should be a phone number.") with
    {
        Reason = attributes.Contains("phone_number") ? ErrorReason.PhoneNumber : ErrorReason.EmailAddress,
    };

    public static AuthError InvalidEmail { get; } =
        InvalidParameter("Invalid email address format.") with { Reason = ErrorReason.EmailAddress };

    public static AuthError InvalidPhoneNumber { get; } =
        InvalidParameter("Invalid phone number format.") with { Reason = ErrorReason.PhoneNumber };

    /// <param name="form">email or phone number.</param>
    public static AuthError UsernameOfAliasForm(string form) => InvalidParameter(
        $"Username cannot be of {form} format, since user pool is configured for {form} alias.") with
    {
        Reason = form is "email" ? ErrorReason.EmailAddress : ErrorReason.PhoneNumber,
    };

    public static AuthError ResendNotPossible(string username) => new(
        ErrorKind.UnsupportedUserState,
        $"Resend not possible. {username} status is not FORCE_CHANGE_PASSWORD");

    /// <summary>AdminSetUserPassword words the policy's refusal differently from all other operations.</summary>
    public static AuthError AdminPasswordPolicy(PasswordViolation violation) =>
        new(ErrorKind.InvalidPassword, $"Password does not conform to policy: {violation.Words}") { Reason = violation.Reason };

    /// <param name="violations">One line each, without the line's end.</param>
    public static AuthError SchemaViolations(IEnumerable<string> violations) => InvalidParameter(
        $"Attributes did not conform to the schema: {Lines(violations)}");

    /// <param name="violations">One line each, without the line's end.</param>
    public static AuthError InvalidAttributes(IEnumerable<string> violations) => InvalidParameter(
        $"Invalid user attributes: {Lines(violations)}");

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
