namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary>Codes are answered in the query.</summary>
internal sealed class ResponseModeCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request) =>
        request.Parameters.FindSingle("response_mode") is null or "query"
            ? request
            : throw new OAuthException("invalid_request", "The server supports the response_mode query.");
}
