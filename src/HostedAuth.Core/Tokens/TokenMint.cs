using System.Text.Json;
using System.Text.Json.Nodes;
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
        var accessToken = Write(
            subject,
            AccessTokenClaims.Write,
            subject.Overrides is null
                ? null
                : claims => subject.Overrides.ApplyToAccessToken(claims, subject.Client.ClientId));
        var idToken = subject.Session.ByOAuth && !subject.Scopes.Contains("openid")
            ? null
            : Write(
                (Claims: _idTokenClaims, subject, accessToken),
                static (json, state) => state.Claims.Write(json, state.subject, state.accessToken),
                subject.Overrides is null ? null : subject.Overrides.ApplyToIdToken);
        return new TokenSet(
            new Secret(accessToken),
            (int)subject.Client.AccessTokenLifetime.TotalSeconds,
            idToken is null ? null : new Secret(idToken),
            refreshToken,
            subject.ScopesShown);
    }

    /// <summary>An access token for a client that acts for itself.</summary>
    internal TokenSet Mint(ClientTokenSubject subject)
    {
        var accessToken = Write(
            subject,
            AccessTokenClaims.WriteForClient,
            subject.Overrides is null
                ? null
                : claims => subject.Overrides.ApplyToAccessToken(claims, subject.Client.ClientId));
        return new TokenSet(
            new Secret(accessToken),
            (int)subject.Client.AccessTokenLifetime.TotalSeconds,
            IdToken: null,
            RefreshToken: null,
            subject.ScopesShown);
    }

    /// <summary>Claims are written straight into the token, unless a trigger wants some of them otherwise.</summary>
    private string Write<TState>(TState state, Action<Utf8JsonWriter, TState> write, Action<JsonObject>? change)
    {
        var key = scope.Pool.Keys.Current;
        if (change is null)
        {
            return JwsWriter.Write(key, state, write);
        }

        var claims = JwsWriter.Claims(state, write);
        change(claims);
        return JwsWriter.Write(key, claims, static (json, members) =>
        {
            foreach (var (name, value) in members)
            {
                json.WritePropertyName(name);
                value!.WriteTo(json);
            }
        });
    }
}
