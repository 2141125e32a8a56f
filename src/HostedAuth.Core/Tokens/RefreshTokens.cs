using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Tokens;

/// <summary>Refresh tokens: redeeming, rotating, revoking (RFC 6749, section 6; RFC 9700, section 4.14.2; RFC 7009).</summary>
public sealed class RefreshTokens
{
    /// <summary>New tokens for a refresh token. Refuses with InvalidRefreshToken, RefreshTokenRevoked, RefreshTokenExpired,
    /// RefreshTokenReused, UserDisabled; a forged token costs no read.</summary>
    /// <param name="client">The client that presents it; must be the one it was issued to.</param>
    /// <param name="refreshToken">The handle.</param>
    /// <param name="rotate">Whether the token is replaced (the face's rule: client, pool and endpoint decide).</param>
    /// <param name="scopes">A subset of the granted scopes for the access token; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<TokenSet> RedeemAsync(
        ClientSnapshot client,
        Secret refreshToken,
        bool rotate,
        IReadOnlyList<string>? scopes,
        CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>
    /// Ends the token session of a refresh token, and with it its access tokens. An unknown or foreign token is none of the
    /// caller's business: nothing happens. Refuses with UnsupportedTokenType for an access or ID token.
    /// </summary>
    public Task RevokeAsync(ClientSnapshot client, Secret refreshToken, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
