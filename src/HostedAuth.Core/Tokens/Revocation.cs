using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Core.Tokens;

/// <summary>What clients give back (RFC 7009): refresh tokens, and access tokens with all that was granted beside them.</summary>
public sealed class Revocation(
    PoolScope scope,
    AccessTokens accessTokens,
    IdTokens idTokens,
    RefreshTokens refreshTokens,
    TokenSessions sessions,
    TimeProvider time)
{
    /// <summary>
    /// Ends the token session of a refresh or access token of the client's own; anything else is taken in silence. An access
    /// token has no row of its own, so it ends with its session, as RFC 7009, section 2.1 allows. Refuses with
    /// UnsupportedTokenType the client's ID tokens and the tokens that it got for itself, which have no session; in a strict
    /// pool, as Cognito, every JWT.
    /// </summary>
    public Task RevokeAsync(ClientSnapshot client, Secret token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return scope.Pool.IsStrict || !accessTokens.HasForm(token.Value)
            ? refreshTokens.RevokeAsync(client, token, ssoToo: false, cancellationToken)
            : RevokeAccessTokenAsync(client, token, cancellationToken);
    }

    private async Task RevokeAccessTokenAsync(ClientSnapshot client, Secret token, CancellationToken cancellationToken)
    {
        var claims = accessTokens.Read(token.Value);
        var ownerId = claims is null ? idTokens.ReadHint(token.Value)?.ClientId : claims.Value.GetText("client_id");
        if (ownerId != client.ClientId)
        {
            return;
        }

        if (claims is not { } own || own.GetText("event_id") is null)
        {
            throw AuthError.UnsupportedTokenType.AsException();
        }

        // One that died of age is no longer worth a session.
        if (own.GetTime("exp") > time.GetUtcNow()
            && await accessTokens.FindOwnerAsync(own, cancellationToken) is { LivingSession: { } session })
        {
            // What was exchanged for another client's token hangs on that one's session, which is not its own to end.
            if (session.ClientId != client.ClientId)
            {
                throw AuthError.UnsupportedTokenType.AsException();
            }

            await sessions.EndAsync(session.Id, cancellationToken);
        }
    }
}
