namespace HostedAuth.Oidc.Authorize;

/// <summary>One thing that must be right about an authorization request. Pure: the same request, the same answer.</summary>
internal interface IAuthorizeCheck
{
    /// <summary>The request with what this check has proven.</summary>
    /// <exception cref="OAuthException">It is not right.</exception>
    AuthorizationRequest Apply(AuthorizationRequest request);
}
