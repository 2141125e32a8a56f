using HostedAuth.Core.Tokens;
using HostedAuth.Oidc.Senders;
using HostedAuth.Oidc.Token.ClientAuthentication;
using HostedAuth.Oidc.Token.GrantTypes;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Token;

/// <summary>POST /oauth2/token (RFC 6749, section 3.2).</summary>
internal sealed class TokenEndpoint(ClientAuthenticator clients, IEnumerable<IGrantType> grantTypes, SenderProofs senders)
{
    public async Task HandleAsync(HttpContext context)
    {
        // Extract.
        var request = await ClientRequest.ReadAsync(context.Request);

        // Validate what every grant type shares, so that none of them can forget it.
        var client = await clients.AuthenticateAsync(request, context.RequestAborted);
        var name = request.Require("grant_type");
        var grantType = grantTypes.SingleOrDefault(type => type.Name == name)
            ?? throw new OAuthException("unsupported_grant_type", "The server does not know this grant type.");
        if (!grantType.IsAllowed(client))
        {
            throw new OAuthException("unauthorized_client", "The client may not use this grant type.");
        }

        senders.Prove(context);
        senders.Require(client);

        // Handle.
        var tokens = await grantType.HandleAsync(request, client, context.RequestAborted);

        // Apply.
        await WriteAsync(context.Response, tokens);
    }

    /// <summary>RFC 6749, section 5.1; OIDC Core, section 3.1.3.3.</summary>
    private static Task WriteAsync(HttpResponse response, TokenSet tokens) => JsonAnswer.WriteAsync(response, json =>
    {
        if (tokens.IdToken is { } idToken)
        {
            json.WriteString("id_token", idToken.Value);
        }

        json.WriteString("access_token", tokens.AccessToken.Value);
        if (tokens.RefreshToken is { } refreshToken)
        {
            json.WriteString("refresh_token", refreshToken.Value);
        }

        if (tokens.IssuedTokenType is { } issued)
        {
            json.WriteString("issued_token_type", issued);
        }

        json.WriteNumber("expires_in", tokens.ExpiresInSeconds);
        json.WriteString("token_type", tokens.TokenType);
        json.WriteString("scope", string.Join(' ', tokens.Scopes));
    });
}
