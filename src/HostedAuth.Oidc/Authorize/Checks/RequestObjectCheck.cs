namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>
/// The request reached the server in a way that is good enough for the client and the pool (RFC 9126, section 5; RFC 9101,
/// section 10.5). Registration in the request is not supported, and said so (OIDC Core, section 3.1.2.6).
/// </summary>
internal sealed class RequestObjectCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        // Read before the checks where they are taken at all: nothing else may be mistaken for having been read.
        Refuse(request, "request", "request_not_supported");
        Refuse(request, "request_uri", "request_uri_not_supported");
        Refuse(request, "registration", "registration_not_supported");
        if (request.Client.MustPushRequests && !request.Origin.IsPushed)
        {
            throw new OAuthException("invalid_request", "The authorization request must be pushed (RFC 9126).");
        }

        return request.Client.MustSignRequests && !request.Origin.IsSigned
            ? throw new OAuthException("invalid_request", "The authorization request must be signed (RFC 9101).")
            : request;
    }

    private static void Refuse(AuthorizationRequest request, string parameter, string code)
    {
        if (request.Parameters.FindSingle(parameter) is not null)
        {
            throw new OAuthException(code, $"The server does not support {parameter}.");
        }
    }
}
