using HostedAuth.Core.Users;

namespace HostedAuth.Core.Errors;

// Texts as AWS answers them; clients and guides compare them to the letter.
public sealed partial record AuthError
{
    public static AuthError UserNotFound { get; } = new(ErrorKind.UserNotFound, "User does not exist.");

    public static AuthError UsernameClientCombinationNotFound { get; } =
        new(ErrorKind.UserNotFound, "Username/client id combination not found.");

    public static AuthError IncorrectUsernameOrPassword { get; } =
        new(ErrorKind.NotAuthorized, "Incorrect username or password.");

    public static AuthError UserDisabled { get; } = new(ErrorKind.NotAuthorized, "User is disabled.");

    public static AuthError PasswordAttemptsExceeded { get; } =
        new(ErrorKind.NotAuthorized, "Password attempts exceeded");

    public static AuthError TemporaryPasswordExpired { get; } = new(
        ErrorKind.NotAuthorized,
        "Temporary password has expired and must be reset by an administrator.");

    public static AuthError UserNotConfirmed { get; } = new(ErrorKind.UserNotConfirmed, "User is not confirmed.");

    public static AuthError PasswordResetRequired { get; } =
        new(ErrorKind.PasswordResetRequired, "Password reset required for the user");

    public static AuthError InvalidSession { get; } =
        new(ErrorKind.NotAuthorized, "Invalid session for the user.");

    public static AuthError SessionExpired { get; } =
        new(ErrorKind.NotAuthorized, "Invalid session for the user, session is expired.");

    public static AuthError SessionSpent { get; } =
        new(ErrorKind.NotAuthorized, "Invalid session for the user, session can only be used once.");

    public static AuthError InvalidAccessToken { get; } = new(ErrorKind.NotAuthorized, "Invalid Access Token");

    public static AuthError AccessTokenExpired { get; } = new(ErrorKind.NotAuthorized, "Access Token has expired");

    public static AuthError AccessTokenRevoked { get; } =
        new(ErrorKind.NotAuthorized, "Access Token has been revoked");

    public static AuthError AccessTokenScope { get; } =
        new(ErrorKind.NotAuthorized, "Access Token does not have required scopes");

    public static AuthError InvalidRefreshToken { get; } = new(ErrorKind.NotAuthorized, "Invalid Refresh Token");

    public static AuthError RefreshTokenRevoked { get; } =
        new(ErrorKind.NotAuthorized, "Refresh Token has been revoked");

    public static AuthError RefreshTokenExpired { get; } =
        new(ErrorKind.NotAuthorized, "Refresh Token has expired");

    public static AuthError RefreshTokenReused { get; } =
        new(ErrorKind.RefreshTokenReuse, "Refresh Token has been used already");

    /// <summary>Of a refresh: <c>invalid_scope</c>.</summary>
    public static AuthError ScopeNotGranted { get; } =
        new(ErrorKind.ScopeDoesNotExist, "The scope exceeds what was granted.");

    public static AuthError TokenRevocationDisabled { get; } =
        new(ErrorKind.UnsupportedOperation, "Token revocation is not enabled for the client.");

    public static AuthError UnsupportedTokenType { get; } =
        new(ErrorKind.UnsupportedTokenType, "Only refresh tokens can be revoked.");

    public static AuthError InvalidClientSecret { get; } =
        new(ErrorKind.Unauthorized, "Invalid client credentials.");

    /// <summary>Of the authorization code grant: <c>invalid_grant</c>.</summary>
    public static AuthError InvalidAuthorizationCode { get; } =
        new(ErrorKind.NotAuthorized, "Invalid authorization code");

    public static AuthError CodeMismatch { get; } =
        new(ErrorKind.CodeMismatch, "Invalid verification code provided, please try again.");

    public static AuthError ExpiredCode { get; } =
        new(ErrorKind.ExpiredCode, "Invalid code provided, please request a code again.");

    public static AuthError AttemptLimitExceeded { get; } =
        new(ErrorKind.LimitExceeded, "Attempt limit exceeded, please try after some time.");

    public static AuthError RateExceeded { get; } = new(ErrorKind.TooManyRequests, "Rate exceeded");

    /// <summary>More sign-ins wait than can be served soon.</summary>
    public static AuthError Busy { get; } = RateExceeded with { RetryAfter = TimeSpan.FromSeconds(2) };

    public static AuthError SignUpNotPermitted { get; } =
        new(ErrorKind.NotAuthorized, "SignUp is not permitted for this user pool");

    public static AuthError UnauthorizedAttributeWrite { get; } =
        new(ErrorKind.NotAuthorized, "A client attempted to write unauthorized attribute");

    public static AuthError UsernameExists { get; } = new(ErrorKind.UsernameExists, "User already exists");

    public static AuthError UserAccountExists { get; } =
        new(ErrorKind.UsernameExists, "User account already exists");

    public static AuthError GroupNotFound { get; } = new(ErrorKind.ResourceNotFound, "Group not found.");

    public static AuthError GroupExists { get; } =
        new(ErrorKind.GroupExists, "A group with the name already exists.");

    public static AuthError AliasExists(string attribute) =>
        new(ErrorKind.AliasExists, $"An account with the given {attribute} already exists.");

    public static AuthError AttributeAccountExists(string attribute) =>
        new(ErrorKind.UsernameExists, $"An account with the given {attribute} already exists.");

    public static AuthError PoolNotFound(string poolId) =>
        new(ErrorKind.ResourceNotFound, $"User pool {poolId} does not exist.");

    public static AuthError ClientNotFound(string clientId) =>
        new(ErrorKind.ResourceNotFound, $"User pool client {clientId} does not exist.");

    public static AuthError SecretHashMismatch(string clientId) =>
        new(ErrorKind.NotAuthorized, $"Unable to verify secret hash for client {clientId}");

    public static AuthError SecretHashMissing(string clientId) => new(
        ErrorKind.NotAuthorized,
        $"Client {clientId} is configured with secret but SECRET_HASH was not received");

    public static AuthError InvalidParameter(string message) => new(ErrorKind.InvalidParameter, message);

    /// <summary>Throws InvalidParameter with the message when the condition holds.</summary>
    public static void RefuseInvalid(bool when, string message)
    {
        if (when)
        {
            throw InvalidParameter(message).AsException();
        }
    }

    public static AuthError PasswordPolicy(PasswordViolation violation) =>
        new(ErrorKind.InvalidPassword, $"Password did not conform with policy: {violation.Words}") { Reason = violation.Reason };

    public static AuthError ChallengeUnavailable(string challenge) =>
        new(ErrorKind.InvalidParameter, $"The challenge {challenge} isn't available on this server.");

    public static AuthError AttributeAlreadyProvided(string attribute) =>
        new(ErrorKind.NotAuthorized, $"Cannot modify an already provided {attribute}");
}
