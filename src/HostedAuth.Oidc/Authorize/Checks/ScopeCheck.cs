namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>
/// Every scope asked for is allowed to the client; none asked for means all of them, as in Cognito (RFC 6749, section
/// 3.3).
/// </summary>
internal sealed class ScopeCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request) =>
        request with { Scopes = ClientScopes.Grant(request.Client, request.Parameters.FindSingle("scope")) };
}
