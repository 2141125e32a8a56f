namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>No parameter stands twice (RFC 6749, section 3.1).</summary>
internal sealed class DuplicatesCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request) =>
        request.Parameters.HasDuplicates
            ? throw new OAuthException("invalid_request", "A parameter was sent more than once.")
            : request;
}
