namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>
/// <c>redirect_uri</c> is one of the client's callback addresses, to the letter: no pattern, no normalising, no default
/// (RFC 9700, section 2.1), but for the port of a native app's loopback address (RFC 8252, section 7.3).
/// </summary>
internal sealed class RedirectUriCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        var redirectUri = request.Parameters.FindSingle("redirect_uri")
            ?? throw new OAuthException("invalid_request", "redirect_uri is required, once.");
        return request.Client.AllowsRedirectTo(redirectUri)
            ? request with { RedirectUri = redirectUri }
            : throw new OAuthException("redirect_mismatch", "The redirect_uri is not registered for the client.");
    }
}
