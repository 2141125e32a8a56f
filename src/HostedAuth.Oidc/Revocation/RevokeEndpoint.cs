using HostedAuth.Core.Secrets;
using HostedAuth.Oidc.Token;
using HostedAuth.Oidc.Token.ClientAuthentication;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Revocation;

/// <summary>
/// POST /oauth2/revoke (RFC 7009). Ends the session of a refresh token, and, but in a strict pool, of an access token; says
/// nothing about tokens that are not the client's, or none at all. The hint is not needed: tokens tell what they are.
/// </summary>
internal sealed class RevokeEndpoint(ClientAuthenticator clients, Core.Tokens.Revocation revocation)
{
    public async Task HandleAsync(HttpContext context)
    {
        var request = await ClientRequest.ReadAsync(context.Request);
        var client = await clients.AuthenticateAsync(request, context.RequestAborted);
        if (!client.RevokesTokens)
        {
            throw new OAuthException("invalid_request", "The client has token revocation switched off.");
        }

        var token = new Secret(request.Require("token"));
        await revocation.RevokeAsync(client, token, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = 0;
    }
}
