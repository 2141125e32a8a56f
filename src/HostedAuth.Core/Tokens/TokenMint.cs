using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.Tokens.Keys;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tokens;

/// <summary>
/// Writes and signs the tokens of one moment. Reads and stores nothing, but for the first key of an algorithm and the use of
/// the sender's proof, if it had no use before.
/// </summary>
public sealed class TokenMint(
    PoolScope scope,
    TokenKeys keys,
    UserAttributes attributes,
    SenderProof sender,
    TimeProvider time)
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
        var binding = await ProveAsync(client, cancellationToken);
        var accessToken = await WriteAccessTokenAsync(subject, binding, cancellationToken);
        var idToken = subject.Session.ByOAuth && !subject.Scopes.Contains("openid")
            ? null
            : await WriteIdTokenAsync(subject, accessToken, cancellationToken);
        return new TokenSet(
            new Secret(accessToken),
            (int)client.AccessTokenLifetime.TotalSeconds,
            idToken is null ? null : new Secret(idToken),
            refreshToken,
            subject.ScopesShown,
            binding.TokenType);
    }

    /// <summary>
    /// What goes by the browser. Nobody proves anything there, so it is bound to nothing; clients whose access tokens are
    /// always bound get none.
    /// </summary>
    internal async ValueTask<FrontChannelTokens> MintAsync(
        TokenSubject subject,
        FrontChannel asked,
        CancellationToken cancellationToken)
    {
        var accessToken = asked.HasAccessToken
            ? await WriteAccessTokenAsync(subject, Confirmation.None, cancellationToken)
            : null;
        var idToken = asked.HasIdToken ? await WriteIdTokenAsync(subject, accessToken, cancellationToken) : null;
        return new FrontChannelTokens(
            accessToken is null ? null : new Secret(accessToken),
            (int)subject.Client.AccessTokenLifetime.TotalSeconds,
            idToken is null ? null : new Secret(idToken),
            subject.ScopesShown);
    }

    /// <summary>An access token alone, for a client that brought another (RFC 8693), bound likewise; it may live shorter.</summary>
    internal async ValueTask<TokenSet> MintExchangedAsync(TokenSubject subject, CancellationToken cancellationToken)
    {
        var binding = await ProveAsync(subject.Client, cancellationToken);
        var accessToken = await WriteAccessTokenAsync(subject, binding, cancellationToken);
        return new TokenSet(
            new Secret(accessToken),
            (int)subject.AccessTokenLifetime.TotalSeconds,
            IdToken: null,
            RefreshToken: null,
            subject.ScopesShown,
            binding.TokenType);
    }

    /// <summary>An access token for a client that acts for itself, bound likewise.</summary>
    internal async ValueTask<TokenSet> MintAsync(ClientTokenSubject subject, CancellationToken cancellationToken)
    {
        var client = subject.Client;
        var binding = await ProveAsync(client, cancellationToken);
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

    /// <summary>What the tokens are bound to. Nothing is bound by a proof that is used a second time.</summary>
    private async ValueTask<Confirmation> ProveAsync(ClientSnapshot client, CancellationToken cancellationToken)
    {
        var binding = sender.BindingFor(client);
        await sender.SpendAsync(cancellationToken);
        return binding;
    }

    private ValueTask<string> WriteAccessTokenAsync(
        TokenSubject subject,
        Confirmation binding,
        CancellationToken cancellationToken) => WriteAccessTokenAsync(
            subject.Client,
            binding,
            subject,
            subject.Client.AccessTokenFormat is AccessTokenFormat.Rfc9068 ? Rfc9068Claims.Write : AccessTokenClaims.Write,
            subject.Overrides,
            cancellationToken);

    private async ValueTask<string> WriteIdTokenAsync(
        TokenSubject subject,
        string? accessToken,
        CancellationToken cancellationToken) => Write(
            await keys.CurrentAsync(AlgorithmOr(subject.Client, subject.Client.Metadata.IdTokenSignedResponseAlg), cancellationToken),
            type: null,
            (Claims: _idTokenClaims, subject, accessToken),
            static (json, state) => state.Claims.Write(json, state.subject, state.accessToken),
            subject.Overrides is { } overrides ? overrides.ApplyToIdToken : null);

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

        var key = await keys.CurrentAsync(AlgorithmOr(client, client.Metadata.AccessTokenSigningAlg), cancellationToken);
        var type = client.AccessTokenFormat is AccessTokenFormat.Rfc9068 ? Rfc9068Claims.Type : null;
        return Write(key, type, state, write, change);
    }

    private string AlgorithmOr(ClientSnapshot client, string? wanted) => client.AlgorithmOr(wanted, time.GetUtcNow());

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
