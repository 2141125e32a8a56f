using HostedAuth.CognitoApi.Protocol;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;

namespace HostedAuth.CognitoApi.Operations.Sessions;

/// <param name="RevokeAssociatedSessions"><c>LINKED</c> signs out the browser behind the token as well.</param>
public sealed record RevokeTokenRequest(
    Secret Token,
    string ClientId,
    Secret? ClientSecret,
    string? RevokeAssociatedSessions) : IClientRequest;

/// <summary>
/// Ends the token session of a refresh token. An unknown token, or another client's, is taken in silence. Refuses with
/// Unauthorized (the client's secret), UnsupportedOperation, UnsupportedTokenType.
/// </summary>
internal sealed class RevokeToken(RefreshTokens refreshTokens, PoolScope scope)
    : ICognitoOperation<RevokeTokenRequest, NoContent>
{
    public async Task<NoContent> HandleAsync(RevokeTokenRequest request, CancellationToken cancellationToken)
    {
        var client = scope.Pool.RequireClient(request.ClientId);
        if (!Proves(client, request.ClientSecret))
        {
            throw AuthError.InvalidClientSecret.AsException();
        }

        if (!client.RevokesTokens)
        {
            throw AuthError.TokenRevocationDisabled.AsException();
        }

        var ssoToo = request.RevokeAssociatedSessions == "LINKED";
        await refreshTokens.RevokeAsync(client, request.Token, ssoToo, cancellationToken);

        return NoContent.Instance;
    }

    /// <summary>A public client has nothing to prove; any active secret of another will do.</summary>
    private static bool Proves(ClientSnapshot client, Secret? given) =>
        !client.ProvesItselfToApi || (given is { } secret && client.HasSecret(secret));
}
