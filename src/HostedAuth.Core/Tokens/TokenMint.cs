using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tokens;

/// <summary>Writes and signs the tokens of one moment. Reads and stores nothing.</summary>
public sealed class TokenMint(PoolScope scope, UserAttributes attributes)
{
    private readonly IdTokenClaims _idTokenClaims = new(attributes);

    /// <summary>An access token for a user and, by the API always, by OAuth with the scope <c>openid</c>, an ID token.</summary>
    internal TokenSet Mint(TokenSubject subject, Secret? refreshToken)
    {
        var key = scope.Pool.Keys.Current;
        var accessToken = JwsWriter.Write(key, subject, AccessTokenClaims.Write);
        var idToken = subject.Session.ByOAuth && !subject.Scopes.Contains("openid")
            ? null
            : JwsWriter.Write(
                key,
                (Claims: _idTokenClaims, subject, accessToken),
                static (json, state) => state.Claims.Write(json, state.subject, state.accessToken));
        return new TokenSet(
            new Secret(accessToken),
            (int)subject.Client.AccessTokenLifetime.TotalSeconds,
            idToken is null ? null : new Secret(idToken),
            refreshToken,
            subject.Scopes);
    }

    /// <summary>An access token for a client that acts for itself.</summary>
    internal TokenSet Mint(ClientTokenSubject subject)
    {
        var accessToken = JwsWriter.Write(scope.Pool.Keys.Current, subject, AccessTokenClaims.WriteForClient);
        return new TokenSet(
            new Secret(accessToken),
            (int)subject.Client.AccessTokenLifetime.TotalSeconds,
            IdToken: null,
            RefreshToken: null,
            subject.Scopes);
    }
}
