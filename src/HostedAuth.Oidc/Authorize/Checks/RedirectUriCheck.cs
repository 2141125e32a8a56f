namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>
/// <c>redirect_uri</c> is one of the client's callback addresses, to the letter: no pattern, no normalising, no default
/// (RFC 9700, section 2.1).
/// </summary>
internal sealed class RedirectUriCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        var redirectUri = request.Parameters.FindSingle("redirect_uri")
            ?? throw new OAuthException("invalid_request", "redirect_uri is required, once.");
        return request.Client.CallbackUrls.Contains(redirectUri)
            ? request with { RedirectUri = redirectUri }
            : throw new OAuthException("redirect_mismatch", "The redirect_uri is not registered for the client.");
    }
}
