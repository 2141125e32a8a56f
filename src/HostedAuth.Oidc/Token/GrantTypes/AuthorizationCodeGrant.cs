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

    public async Task<TokenSet> HandleAsync(ClientRequest request, ClientSnapshot client, CancellationToken cancellationToken)
    {
        var grant = await codes.RedeemAsync(
            client,
            new Secret(request.Require("code")),
            request.Require("redirect_uri"),
            request.Find("code_verifier"),
            cancellationToken);
        var resources = ResourceIndicators.Narrow(grant.Resources, request.Parameters);
        return await issuer.IssueAsync(grant with { ResourcesNow = resources }, cancellationToken);
    }
}
