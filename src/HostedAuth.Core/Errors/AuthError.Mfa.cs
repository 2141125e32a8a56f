namespace HostedAuth.Core.Errors;

// Of second factors.
public sealed partial record AuthError
{
    public static AuthError SoftwareTokenNotEnabled { get; } =
        new(ErrorKind.SoftwareTokenMFANotFound, "Software Token MFA has not been enabled by the userPool");

    /// <summary>Of setting an app up: its first code is wrong.</summary>
    public static AuthError SoftwareTokenNotVerified { get; } =
        new(ErrorKind.EnableSoftwareTokenMFA, "Code mismatch");

    public static AuthError SoftwareTokenUsed { get; } =
        new(ErrorKind.ExpiredCode, "Your software token has already been used once.");

    public static AuthError SessionOrAccessTokenMissing { get; } =
        InvalidParameter("Missing required parameter: AccessToken or Session.");

    public static AuthError AuthenticatorAppNotFound { get; } =
        new(ErrorKind.ResourceNotFound, "The authenticator app does not exist.");

    /// <summary>Of what only a session may do that proved one, since the user has one.</summary>
    public static AuthError SecondFactorNotProven { get; } = new(
        ErrorKind.NotAuthorized,
        "This session proved no second factor. Sign in with one first.");

    /// <summary>Of SELECT_MFA_TYPE: the factor isn't among those offered.</summary>
    public static AuthError FactorNotOffered { get; } =
        new(ErrorKind.MFAMethodNotFound, "The MFA method is not among those that can be chosen.");

    /// <summary>Of MFA_SETUP: the session doesn't know of any factor set up.</summary>
    public static AuthError NothingSetUp { get; } =
        InvalidParameter("No MFA method was set up with this session.");
}
