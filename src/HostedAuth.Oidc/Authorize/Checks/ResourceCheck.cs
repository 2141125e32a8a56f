namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary><c>resource</c> names what the access tokens are for (RFC 8707, section 2.1).</summary>
internal sealed class ResourceCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request) =>
        request with { Resources = ResourceIndicators.Read(request.Pool, request.Parameters) };
}
