using System.Net.Http.Headers;
using System.Text.Json;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Registration;

/// <summary>A pool at which clients register, and what they send.</summary>
internal sealed class RegistrationWorld
{
    public const string Callback = TestApp.Callback;

    private readonly TestApp _app;

    private RegistrationWorld(TestApp app) => _app = app;

    public string PoolId => _app.PoolId;

    public string Issuer => _app.Issuer;

    public TestApp App => _app;

    /// <summary>A pool where everybody registers, unless the members say otherwise.</summary>
    public static async Task<RegistrationWorld> CreateAsync(HostedAuthServer server, object? registration = null) =>
        new(await TestApp.CreateAsync(
            server,
            pool: new { DcrConfiguration = registration ?? new { EnableStatus = "Enabled", OpenDcrEnabled = true } }));

    /// <summary>An access token by which clients may be registered.</summary>
    public async Task<string> InitialTokenAsync(HostedAuthServer server, string scope = "aws.cognito/dcr/register", string? resource = null)
    {
        var service = await server.CreateClientAsync(PoolId, new
        {
            GenerateSecret = true,
            AllowedOAuthFlows = new[] { "client_credentials" },
            AllowedOAuthScopes = new[] { scope },
            AllowedOAuthFlowsUserPoolClient = true,
        });
        var answer = await _app.TokenAsync(
            [("grant_type", "client_credentials"), ("scope", scope), ("client_id", service.Id), ("client_secret", service.Secret), ("resource", resource)]);
        return answer.Text("access_token").ShouldNotBeNull(answer.Body);
    }

    public Task<Answer> RegisterAsync(object body, string? token = null) =>
        SendAsync(HttpMethod.Post, "/oauth2/register", token, JsonSerializer.Serialize(body));

    public async Task<Answer> RegisteredAsync(object? body = null)
    {
        var answer = await RegisterAsync(body ?? new { redirect_uris = new[] { Callback } });
        answer.Status.ShouldBe(201, answer.Body);
        return answer;
    }

    public Task<Answer> ManageAsync(HttpMethod method, string? clientId, string? token, object? body = null) =>
        SendAsync(method, $"/oauth2/register/{clientId}", token, body is null ? null : JsonSerializer.Serialize(body));

    public Task<Answer> SendAsync(HttpMethod method, string path, string? token, string? body, string type = "application/json") =>
        _app.SendAsync(method, path, request =>
        {
            if (token is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            }

            if (body is not null)
            {
                request.Content = new StringContent(body);
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            }
        });
}
