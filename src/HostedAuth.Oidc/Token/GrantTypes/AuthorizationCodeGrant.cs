using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Tokens;

namespace HostedAuth.Oidc.Token.GrantTypes;

/// <summary>
/// A code from the authorization endpoint (RFC 6749, section 4.1.3; RFC 7636, section 4.5): once, by the client it was
/// made for. A second use ends what the first one granted.
/// </summary>
internal sealed class AuthorizationCodeGrant(AuthorizationCodes codes, TokenIssuer issuer) : IGrantType
{
    public string Name => "authorization_code";

    public bool IsAllowed(ClientSnapshot client) => client.UsesCodes;

    public Task<TokenSet> HandleAsync(ClientRequest request, ClientSnapshot client, CancellationToken cancellationToken) =>
        codes.RedeemAsync(
            client,
            new Secret(request.Require("code")),
            request.Require("redirect_uri"),
            request.Find("code_verifier"),
            grant => issuer.IssueAsync(
                grant with { ResourcesNow = ResourceIndicators.Narrow(grant.Resources, request.Parameters) },
                cancellationToken),
            cancellationToken);
}
