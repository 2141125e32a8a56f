using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc.Dpop;

namespace HostedAuth.Server.Tests.Oidc.Token;

/// <summary>An app with a user's tokens, and a service of the same pool that may exchange them.</summary>
internal sealed class ExchangeWorld(HostedAuthServer server, TestApp app, TestApp service, Answer tokens)
{
    public const string GrantType = "urn:ietf:params:oauth:grant-type:token-exchange";
    public const string AccessTokenType = "urn:ietf:params:oauth:token-type:access_token";
    public const string Audience = "https://orders.example";

    public TestApp App => app;

    public TestApp Service => service;

    /// <summary>What the app got for its user.</summary>
    public Answer Tokens => tokens;

    public OAuthClientMetadata Metadata { get; private set; } = OAuthClientMetadata.None;

    public static async Task<ExchangeWorld> CreateAsync(
        HostedAuthServer server,
        Func<TokenExchangePolicy, TokenExchangePolicy>? change = null,
        string scope = "openid email")
    {
        var app = await TestApp.CreateAsync(server);
        var service = await app.AndAnotherAsync(new { GenerateSecret = true });
        var world = new ExchangeWorld(server, app, service, await app.TokensAsync(scope));
        var policy = new TokenExchangePolicy { SubjectClients = [app.Client.Id], Audiences = [Audience] };
        await world.SetPolicyAsync(change?.Invoke(policy) ?? policy);
        return world;
    }

    public Task SetPolicyAsync(TokenExchangePolicy policy)
    {
        Metadata = new() { GrantTypes = [GrantType], TokenExchange = policy };
        return server.SetMetadataAsync(app.PoolId, service.Client.Id, Metadata);
    }

    public Task<Answer> ExchangeAsync(params (string Name, string? Value)[] changes) => service.TokenAsync(Form(changes));

    /// <summary>With a proof of a key.</summary>
    public Task<Answer> ExchangeProvingAsync(ProvingApp prover, params (string Name, string? Value)[] changes) =>
        prover.PostAsync(ProvingApp.TokenPath, Form(changes), prover.Proof());

    public Task<Answer> IntrospectAsync(string? token) => service.PostAsync(
        "/oauth2/introspect",
        [("token", token), ("client_id", service.Client.Id), ("client_secret", service.Client.Secret)]);

    private (string Name, string? Value)[] Form((string Name, string? Value)[] changes) =>
    [
        ("grant_type", GrantType), ("subject_token", tokens.Text("access_token")), ("subject_token_type", AccessTokenType),
        ("client_id", service.Client.Id), ("client_secret", service.Client.Secret), .. changes,
    ];
}
