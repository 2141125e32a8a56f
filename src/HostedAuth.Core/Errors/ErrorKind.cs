namespace HostedAuth.Core.Errors;

/// <summary>
/// The kinds of refusal, named as the Cognito API names its exceptions without the suffix <c>Exception</c>, so that
/// each face translates them without a table of its own where it can.
/// </summary>
public enum ErrorKind
{
    AccessDenied,
    AliasExists,
    CodeDeliveryFailure,
    CodeMismatch,
    ConcurrentModification,
    ExpiredCode,
    FeatureUnavailableInTier,
    Forbidden,
    GroupExists,
    InvalidOAuthFlow,
    InvalidParameter,
    InvalidPassword,
    InvalidSmsRoleAccessPolicy,
    InvalidUserPoolConfiguration,
    LimitExceeded,
    NotAuthorized,
    PasswordHistoryPolicyViolation,
    PasswordResetRequired,
    PreconditionNotMet,
    RefreshTokenReuse,
    ResourceNotFound,
    ScopeDoesNotExist,
    TooManyRequests,
    Unauthorized,
    UnsupportedIdentityProvider,
    UnsupportedOperation,
    UnsupportedTokenType,
    UnsupportedUserState,
    UserImportInProgress,
    UserNotConfirmed,
    UserNotFound,
    UserPoolTagging,
    UsernameExists,
}
