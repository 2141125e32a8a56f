using HostedAuth.Oidc.Authorize.ResponseModes;

namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary><c>response_mode</c> is one the server knows, and none that would put tokens into the query.</summary>
internal sealed class ResponseModeCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        if (request.Parameters.FindSingle("response_mode") is { } name
            && ResponseMode.Find(name, request.ResponseType) is null)
        {
            throw new OAuthException(
                "invalid_request",
                ResponseMode.Names.Contains(name)
                    ? "Tokens are never answered in the query."
                    : "The server doesn't know this response_mode.");
        }

        return request;
    }
}
