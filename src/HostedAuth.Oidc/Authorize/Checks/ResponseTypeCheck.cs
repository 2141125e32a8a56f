using HostedAuth.Core.AppClients;

namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary><c>response_type</c> is one the server knows and the client may use.</summary>
internal sealed class ResponseTypeCheck : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        var text = request.Parameters.FindSingle("response_type")
            ?? throw new OAuthException("invalid_request", "response_type is required.");
        var type = ResponseType.Find(text)
            ?? throw new OAuthException("unsupported_response_type", "The server doesn't know this response_type.");
        return request.Client.ResponseTypes.Contains(type)
            ? request with { ResponseType = type }
            : throw new OAuthException("unauthorized_client", "The client may not use this response_type.");
    }
}
