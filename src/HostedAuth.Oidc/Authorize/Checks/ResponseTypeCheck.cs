namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary><c>response_type</c> is one the server knows and the client may use.</summary>
internal sealed class ResponseTypeCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        var responseType = request.Parameters.FindSingle("response_type")
            ?? throw new OAuthException("invalid_request", "response_type is required.");
        if (responseType != "code")
        {
            throw new OAuthException("unsupported_response_type", "The server supports the response_type code.");
        }

        return request.Client.OAuthFlows.Contains("code")
            ? request
            : throw new OAuthException("unauthorized_client", "The client may not use the authorization code flow.");
    }
}
