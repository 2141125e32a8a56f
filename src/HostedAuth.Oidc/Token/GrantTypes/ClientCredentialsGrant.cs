using HostedAuth.Core.AppClients;
using HostedAuth.Core.Tokens;

namespace HostedAuth.Oidc.Token.GrantTypes;

/// <summary>
/// The client acts for itself (RFC 6749, section 4.4): no user, so no ID token, no refresh token, and none of the scopes
/// that speak of a user. Touches no database.
/// </summary>
internal sealed class ClientCredentialsGrant(TokenIssuer issuer) : IGrantType
{
    public string Name => "client_credentials";

    public bool IsAllowed(ClientSnapshot client) => !client.IsPublic && client.OAuthFlows.Contains("client_credentials");

    public Task<TokenSet> HandleAsync(ClientRequest request, ClientSnapshot client, CancellationToken cancellationToken)
    {
        var grant = new Grant
        {
            Client = client,
            Scopes = ClientScopes.GrantToItself(client, request.Find("scope")),
            ByOAuth = true,
        };
        return issuer.IssueAsync(grant, cancellationToken);
    }
}
