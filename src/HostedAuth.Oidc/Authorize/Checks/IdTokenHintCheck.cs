using HostedAuth.Core.Tokens;

namespace HostedAuth.Oidc.Authorize.Checks;

/// <summary><c>id_token_hint</c> is an ID token of this client, maybe an old one (OIDC Core, section 3.1.2.1).</summary>
internal sealed class IdTokenHintCheck(IdTokens idTokens) : IAuthorizeCheck
{
    public AuthorizationRequest Apply(AuthorizationRequest request)
    {
        if (request.Parameters.FindSingle("id_token_hint") is not { } token)
        {
            return request;
        }

        var hint = idTokens.ReadHint(token)
            ?? throw new OAuthException("invalid_request", "id_token_hint is no ID token of this issuer.");
        if (hint.ClientId != request.Client.ClientId)
        {
            throw new OAuthException("invalid_request", "id_token_hint was issued to another client.");
        }

        return request with { ExpectedUserId = hint.UserId };
    }
}
