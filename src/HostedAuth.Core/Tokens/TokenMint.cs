using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.Tokens.Keys;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tokens;

/// <summary>Writes and signs the tokens of one moment. Reads and stores nothing, but for the first key of an algorithm.</summary>
public sealed class TokenMint(PoolScope scope, TokenKeys keys, UserAttributes attributes, SenderProof sender)
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
        var accessToken = await WriteAccessTokenAsync(
            client,
            binding,
            subject,
            client.AccessTokenFormat is AccessTokenFormat.Rfc9068 ? Rfc9068Claims.Write : AccessTokenClaims.Write,
            overrides,
            cancellationToken);
        var idToken = subject.Session.ByOAuth && !subject.Scopes.Contains("openid")
            ? null
            : Write(
                await keys.CurrentAsync(client.IdTokenAlgorithm, cancellationToken),
                type: null,
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
        var binding = sender.BindingFor(client);
        var accessToken = await WriteAccessTokenAsync(
            client,
            binding,
            subject,
            client.AccessTokenFormat is AccessTokenFormat.Rfc9068 ? Rfc9068Claims.WriteForClient : AccessTokenClaims.WriteForClient,
            subject.Overrides,
            cancellationToken);
        return new TokenSet(
            new Secret(accessToken),
            (int)client.AccessTokenLifetime.TotalSeconds,
            IdToken: null,
            RefreshToken: null,
            subject.ScopesShown,
            binding.TokenType);
    }

    private async ValueTask<string> WriteAccessTokenAsync<TState>(
        ClientSnapshot client,
        Confirmation binding,
        TState claims,
        Action<Utf8JsonWriter, TState> writeClaims,
        ClaimOverrides? overrides,
        CancellationToken cancellationToken)
    {
        var state = (Binding: binding, Claims: claims, Write: writeClaims);
        Action<Utf8JsonWriter, (Confirmation, TState, Action<Utf8JsonWriter, TState>)> write = static (json, state) =>
        {
            var (binding, claims, writeClaims) = state;
            writeClaims(json, claims);
            binding.Write(json);
        };
        Action<JsonObject>? change = overrides is null ? null : members => overrides.ApplyToAccessToken(members, client);
        if (client.AccessTokenFormat is AccessTokenFormat.Opaque)
        {
            return OpaqueTokens.Seal(scope.Pool.Keys.AccessTokenKey, scope.Pool.Id, Claims(state, write, change).Span);
        }

        var key = await keys.CurrentAsync(client.AccessTokenAlgorithm, cancellationToken);
        var type = client.AccessTokenFormat is AccessTokenFormat.Rfc9068 ? Rfc9068Claims.Type : null;
        return Write(key, type, state, write, change);
    }

    private static string Write<TState>(
        SigningKeyPair key,
        string? type,
        TState state,
        Action<Utf8JsonWriter, TState> write,
        Action<JsonObject>? change) => JwsWriter.Write(key, type, Claims(state, write, change).Span);

    /// <summary>Claims are written straight into the token, unless a trigger wants some of them otherwise.</summary>
    private static ReadOnlyMemory<byte> Claims<TState>(
        TState state,
        Action<Utf8JsonWriter, TState> write,
        Action<JsonObject>? change)
    {
        var claims = JwsWriter.Serialize(state, write);
        if (change is null)
        {
            return claims;
        }

        var members = (JsonObject)JsonNode.Parse(claims.Span)!;
        change(members);
        return JwsWriter.Serialize(members, static (json, changed) =>
        {
            foreach (var (name, value) in changed)
            {
                json.WritePropertyName(name);
                value!.WriteTo(json);
            }
        });
    }
}
