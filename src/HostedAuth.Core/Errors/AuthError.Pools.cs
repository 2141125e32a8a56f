namespace HostedAuth.Core.Errors;

// What is refused about pools, clients, domains, resource servers and groups.
public sealed partial record AuthError
{
    public static AuthError PoolIsProtected { get; } = InvalidParameter(
        "The user pool cannot be deleted because deletion protection is activated. "
        + "Deletion protection must be inactivated first.");

    public static AuthError PoolHasDomain { get; } = InvalidParameter(
        "User pool cannot be deleted. It has a domain configured that should be deleted first.");

    public static AuthError AliasOrUsernameAttributes { get; } = InvalidParameter(
        "Only one of the aliasAttributes or usernameAttributes can be set in a user pool.");

    public static AuthError AdminOnlyRecoveryStandsAlone { get; } = InvalidParameter(
        "Invalid account recovery setting parameter. Account Recovery Setting cannot use admin_only setting with any "
        + "other recovery mechanisms.");

    public static AuthError RequiredCustomAttribute { get; } =
        InvalidParameter("Required custom attributes are not supported currently.");

    public static AuthError InvalidAttributeDataType { get; } = InvalidParameter(
        "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.");

    public static AuthError OAuthNeedsFlowsAndScopes { get; } = new(
        ErrorKind.InvalidOAuthFlow,
        "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.");

    public static AuthError OAuthIsOff { get; } = new(
        ErrorKind.InvalidOAuthFlow,
        "AllowedOAuthFlowsUserPoolClient must be true to set AllowedOAuthFlows or AllowedOAuthScopes.");

    public static AuthError ClientCredentialsNeedSecret { get; } = new(
        ErrorKind.InvalidOAuthFlow,
        "client_credentials flow can not be selected if client does not have a client secret.");

    public static AuthError ClientCredentialsStandAlone { get; } = new(
        ErrorKind.InvalidOAuthFlow,
        "client_credentials flow can not be selected along with code flow or implicit flow.");

    public static AuthError TokenValidityRange { get; } = InvalidParameter("Invalid range for token validity.");

    public static AuthError InvalidReadAttributes { get; } =
        InvalidParameter("Invalid read attributes specified while creating a client");

    public static AuthError InvalidWriteAttributes { get; } =
        InvalidParameter("Invalid write attributes specified while creating a client");

    public static AuthError DomainTaken { get; } =
        InvalidParameter("Domain already associated with another user pool.");

    public static AuthError PoolHasSuchDomain { get; } =
        InvalidParameter("User pool already has a domain configured.");

    public static AuthError NoSuchDomain { get; } = InvalidParameter("No such domain or user pool exists.");

    public static AuthError ScopeDoesNotExist(string scope) =>
        new(ErrorKind.ScopeDoesNotExist, $"Invalid scope requested: {scope}");

    public static AuthError ResourceServerNotFound(string identifier) =>
        new(ErrorKind.ResourceNotFound, $"Resource server {identifier} does not exist.");

    public static AuthError TooMany(string what, int limit) =>
        new(ErrorKind.LimitExceeded, $"The limit of {limit} {what} is reached.");
}
