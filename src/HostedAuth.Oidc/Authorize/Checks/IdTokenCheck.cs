namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>
/// An ID token by the browser needs the scope <c>openid</c>, and a nonce, without which it could be somebody else's (OIDC
/// Core, sections 3.2.2.1 and 3.3.2.11).
/// </summary>
internal sealed class IdTokenCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        if (!request.ResponseType.HasIdToken)
        {
            return request;
        }

        if (!request.Scopes.Contains("openid"))
        {
            throw new OAuthException("invalid_request", "An ID token needs the scope openid.");
        }

        return request.Nonce is null
            ? throw new OAuthException("invalid_request", "nonce is required with this response_type.")
            : request;
    }
}
