namespace HostedAuth.Core.Errors;

/// <summary>
/// The kinds of refusal, named as the Cognito API names its exceptions without the suffix <c>Exception</c>, so that
/// each face translates them without a table of its own where it can.
/// </summary>
public enum ErrorKind
{
    AliasExists,
    CodeDeliveryFailure,
    CodeMismatch,
    DeviceKeyExists,
    EnableSoftwareTokenMFA,
    ExpiredCode,
    FeatureUnavailableInTier,
    GroupExists,
    InvalidLambdaResponse,
    InvalidOAuthFlow,
    InvalidParameter,
    InvalidPassword,
    LimitExceeded,
    MFAMethodNotFound,
    NotAuthorized,
    PasswordHistoryPolicyViolation,
    PasswordResetRequired,
    RefreshTokenReuse,
    ResourceNotFound,
    ScopeDoesNotExist,
    SoftwareTokenMFANotFound,
    TooManyRequests,
    Unauthorized,
    UnexpectedLambda,
    UnsupportedOperation,
    UnsupportedTokenType,
    UnsupportedUserState,
    UserLambdaValidation,
    UserNotConfirmed,
    UserNotFound,
    UserPoolAddOnNotEnabled,
    UserPoolTagging,
    UsernameExists,
    WebAuthnChallengeNotFound,
    WebAuthnClientMismatch,
    WebAuthnConfigurationMissing,
    WebAuthnCredentialNotSupported,
    WebAuthnNotEnabled,
    WebAuthnOriginNotAllowed,
    WebAuthnRelyingPartyMismatch,
}
