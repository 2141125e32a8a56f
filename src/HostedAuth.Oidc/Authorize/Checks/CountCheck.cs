namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>
/// No more parameters than anybody needs. The first of all checks: among those that were not read may be another client, or
/// another address.
/// </summary>
internal sealed class CountCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        request.Parameters.RequireFew();
        return request;
    }
}
