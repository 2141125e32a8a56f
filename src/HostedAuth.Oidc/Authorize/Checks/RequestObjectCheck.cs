namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>
/// Parameters by request object and registration in the request are not supported, and said so (OIDC Core, section
/// 3.1.2.6).
/// </summary>
internal sealed class RequestObjectCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        Refuse(request, "request", "request_not_supported");
        Refuse(request, "request_uri", "request_uri_not_supported");
        Refuse(request, "registration", "registration_not_supported");
        return request;
    }

    private static void Refuse(AuthorizationRequest request, string parameter, string code)
    {
        if (request.Parameters.FindSingle(parameter) is not null)
        {
            throw new OAuthException(code, $"The server does not support {parameter}.");
        }
    }
}
