using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Tokens;

namespace HostedAuth.Oidc.Token.GrantTypes;

/// <summary>New tokens for a refresh token (RFC 6749, section 6), which is replaced where the client's rule says so.</summary>
internal sealed class RefreshTokenGrant(RefreshTokens refreshTokens, ClientUses uses) : IGrantType
{
    public string Name => "refresh_token";

    // Whoever got a refresh token may use it.
    public bool IsAllowed(ClientSnapshot client) => true;

    public async Task<TokenSet> HandleAsync(
        ClientRequest request,
        ClientSnapshot client,
        CancellationToken cancellationToken)
    {
        var tokens = await refreshTokens.RedeemAsync(
            client,
            new Secret(request.Require("refresh_token")),
            client.RotatesRefreshTokens,
            new Narrowing(
                request.Find("scope") is { } scope ? ClientScopes.Parse(scope) : null,
                [.. request.Parameters.FindAll(ResourceIndicators.Parameter).Distinct()]),
            cancellationToken);
        await uses.NoteAsync(client, cancellationToken);
        return tokens;
    }
}
