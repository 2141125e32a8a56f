using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Tokens;

/// <summary>Codes of the authorization code grant: 256 random bits, five minutes, once (RFC 6749, section 4.1).</summary>
public sealed class AuthorizationCodes
{
    /// <summary>Makes a code and saves the unit of work.</summary>
    public Task<Secret> IssueAsync(AuthorizationCodeRequest request, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>
    /// Spends a code. What the issuer needs comes back, the user included. Refuses with InvalidAuthorizationCode when it is
    /// unknown, expired, spent (which also ends what its first use granted), another client's, for another redirect_uri, or
    /// not proven by the verifier; and with UserDisabled.
    /// </summary>
    /// <param name="client">The authenticated client.</param>
    /// <param name="code">As presented.</param>
    /// <param name="redirectUri">As presented; must be that of the authorization request.</param>
    /// <param name="codeVerifier">PKCE; must be there exactly when a challenge was (RFC 9700, section 4.8.2).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Grant> RedeemAsync(
        ClientSnapshot client,
        Secret code,
        string redirectUri,
        string? codeVerifier,
        CancellationToken cancellationToken) => throw new NotImplementedException();
}
