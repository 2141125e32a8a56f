using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.Tokens.Keys;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tokens;

/// <summary>Writes and signs the tokens of one moment. Reads and stores nothing, but for the first key of an algorithm.</summary>
public sealed class TokenMint(TokenKeys keys, UserAttributes attributes, SenderProof sender)
{
    private readonly IdTokenClaims _idTokenClaims = new(attributes);

    /// <summary>
    /// An access token for a user, bound to what its sender proved, and, by the API always, by OAuth with the scope
    /// <c>openid</c>, an ID token. Refuses as <see cref="SenderProof.BindingFor"/>.
    /// </summary>
    internal async ValueTask<TokenSet> MintAsync(
        TokenSubject subject,
        Secret? refreshToken,
        CancellationToken cancellationToken)
    {
        var client = subject.Client;
        var overrides = subject.Overrides;
        var binding = sender.BindingFor(client);
        var accessToken = Write(
            await keys.CurrentAsync(client.AccessTokenAlgorithm, cancellationToken),
            (subject, binding),
            static (json, state) =>
            {
                AccessTokenClaims.Write(json, state.subject);
                state.binding.Write(json);
            },
            overrides is null ? null : claims => overrides.ApplyToAccessToken(claims, client.ClientId));
        var idToken = subject.Session.ByOAuth && !subject.Scopes.Contains("openid")
            ? null
            : Write(
                await keys.CurrentAsync(client.IdTokenAlgorithm, cancellationToken),
                (Claims: _idTokenClaims, subject, accessToken),
                static (json, state) => state.Claims.Write(json, state.subject, state.accessToken),
                overrides is null ? null : overrides.ApplyToIdToken);
        return new TokenSet(
            new Secret(accessToken),
            (int)client.AccessTokenLifetime.TotalSeconds,
            idToken is null ? null : new Secret(idToken),
            refreshToken,
            subject.ScopesShown,
            binding.TokenType);
    }

    /// <summary>An access token for a client that acts for itself, bound likewise.</summary>
    internal async ValueTask<TokenSet> MintAsync(ClientTokenSubject subject, CancellationToken cancellationToken)
    {
        var client = subject.Client;
        var overrides = subject.Overrides;
        var binding = sender.BindingFor(client);
        var accessToken = Write(
            await keys.CurrentAsync(client.AccessTokenAlgorithm, cancellationToken),
            (subject, binding),
            static (json, state) =>
            {
                AccessTokenClaims.WriteForClient(json, state.subject);
                state.binding.Write(json);
            },
            overrides is null ? null : claims => overrides.ApplyToAccessToken(claims, client.ClientId));
        return new TokenSet(
            new Secret(accessToken),
            (int)client.AccessTokenLifetime.TotalSeconds,
            IdToken: null,
            RefreshToken: null,
            subject.ScopesShown,
            binding.TokenType);
    }

    /// <summary>Claims are written straight into the token, unless a trigger wants some of them otherwise.</summary>
    private static string Write<TState>(
        SigningKeyPair key,
        TState state,
        Action<Utf8JsonWriter, TState> write,
        Action<JsonObject>? change)
    {
        if (change is null)
        {
            return JwsWriter.Write(key, type: null, state, write);
        }

        var claims = JwsWriter.Claims(state, write);
        change(claims);
        return JwsWriter.Write(key, type: null, claims, static (json, members) =>
        {
            foreach (var (name, value) in members)
            {
                json.WritePropertyName(name);
                value!.WriteTo(json);
            }
        });
    }
}
