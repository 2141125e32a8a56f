using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Dpop;

/// <summary>An app that proves its key with each request.</summary>
internal sealed class ProvingApp(HostedAuthServer server, TestApp app) : IDisposable
{
    public const string TokenPath = "/oauth2/token";
    public const string UserInfoPath = "/oauth2/userInfo";

    public TestApp App => app;

    public ProofKey Key { get; } = new();

    public DateTimeOffset Now => server.Clock.GetUtcNow();

    public static async Task<ProvingApp> CreateAsync(HostedAuthServer server, object? client = null, object? pool = null) =>
        new(server, await TestApp.CreateAsync(server, client, pool));

    /// <summary>A good proof for an endpoint, unless changed.</summary>
    public string Proof(
        string path = TokenPath,
        string method = "POST",
        string? accessToken = null,
        string? nonce = null,
        Action<JsonObject, JsonObject>? change = null) =>
        Key.Prove(method, app.Issuer + path, Now, accessToken, nonce, change);

    public string UserInfoProof(string accessToken, Action<JsonObject, JsonObject>? change = null) =>
        Proof(UserInfoPath, "GET", accessToken, change: change);

    /// <summary>Signs in and exchanges the code with a proof.</summary>
    public async Task<Answer> TokensAsync(string? proof = null, string scope = "openid email") =>
        await ExchangeAsync(await app.CodeAsync(("scope", scope)), proof ?? Proof());

    public Task<Answer> ExchangeAsync(string code, params string[] proofs) => PostAsync(
        TokenPath,
        [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", TestApp.Callback),
            ("code_verifier", TestApp.Verifier), ("client_id", app.Client.Id), ("client_secret", app.Client.Secret),
        ],
        proofs);

    public Task<Answer> RefreshAsync(string refreshToken, params string[] proofs) => PostAsync(
        TokenPath,
        [
            ("grant_type", "refresh_token"), ("refresh_token", refreshToken),
            ("client_id", app.Client.Id), ("client_secret", app.Client.Secret),
        ],
        proofs);

    public Task<Answer> PostAsync(string path, (string Name, string? Value)[] form, params string[] proofs) =>
        app.SendAsync(HttpMethod.Post, path, request =>
        {
            request.Content = new StringContent(TestApp.Encode(form), Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
            Add(request, proofs);
        });

    public Task<Answer> UserInfoAsync(string authorization, params string[] proofs) =>
        app.SendAsync(HttpMethod.Get, UserInfoPath, request =>
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
            Add(request, proofs);
        });

    /// <summary>As it should be done: the token by its scheme, with a proof for it.</summary>
    public Task<Answer> UserInfoWithProofAsync(string accessToken) =>
        UserInfoAsync($"DPoP {accessToken}", UserInfoProof(accessToken));

    public void Dispose() => Key.Dispose();

    private static void Add(HttpRequestMessage request, string[] proofs)
    {
        foreach (var proof in proofs)
        {
            request.Headers.TryAddWithoutValidation("DPoP", proof);
        }
    }
}
