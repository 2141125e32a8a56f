namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>The nonce goes into the ID token exactly as it came (OIDC Core, section 3.1.2.1), so it may not be endless.</summary>
internal sealed class NonceCheck : IAuthorizeCheck
{
    private const int MaximumLength = 1024;

    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        var nonce = request.Parameters.FindSingle("nonce");
        return nonce is { Length: > MaximumLength }
            ? throw new OAuthException("invalid_request", "nonce is too long.")
            : request with { Nonce = nonce };
    }
}
