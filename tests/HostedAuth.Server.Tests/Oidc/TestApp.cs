using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>An app of a pool of its own, and what it and a browser send.</summary>
internal sealed class TestApp
{
    public const string Callback = "https://app.example/callback";
    public const string SignedOut = "https://app.example/bye";

    // The example of RFC 7636, appendix B.
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    public const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private readonly HostedAuthServer _server;

    private TestApp(HostedAuthServer server, string poolId, TestClient client)
    {
        _server = server;
        PoolId = poolId;
        Client = client;
    }

    public string PoolId { get; }

    public TestClient Client { get; }

    public string Issuer => $"{HostedAuthServer.BaseAddress}/{PoolId}";

    /// <summary>A pool and a public client of the code flow, unless the members say otherwise.</summary>
    public static async Task<TestApp> CreateAsync(HostedAuthServer server, object? client = null, object? pool = null)
    {
        var poolId = await server.CreatePoolAsync(pool);
        return new(server, poolId, await CreateClientAsync(server, poolId, client));
    }

    /// <summary>An app of a pool that there is already.</summary>
    public static async Task<TestApp> OfPoolAsync(HostedAuthServer server, string poolId, object? client = null) =>
        new(server, poolId, await CreateClientAsync(server, poolId, client));

    /// <summary>An app that there is already.</summary>
    public static TestApp Of(HostedAuthServer server, string poolId, TestClient client) => new(server, poolId, client);

    /// <summary>Another app of the same pool.</summary>
    public async Task<TestApp> AndAnotherAsync(object? client = null) =>
        new(_server, PoolId, await CreateClientAsync(_server, PoolId, client));

    /// <summary>Makes a person and signs a browser in; gives the value of its Cookie header.</summary>
    public async Task<string> SignInAsync(string username = "alice", string? flow = null)
    {
        await using var scope = await EnterAsync();
        var users = scope.ServiceProvider.GetRequiredService<UserDirectory>();
        var user = await users.FindAsync(username, CancellationToken.None);
        if (user is null)
        {
            user = users.Create(
                username,
                new Dictionary<string, string>
                {
                    ["email"] = $"{username}@example.com",
                    ["email_verified"] = "true",
                    ["phone_number"] = "+12065550100",
                    ["name"] = "Alice Example",
                    ["address"] = "1 Main Street",
                },
                UserStatus.CONFIRMED);
            await users.SaveAsync(CancellationToken.None);
        }

        var (_, handle) = await scope.ServiceProvider.GetRequiredService<SsoSessions>().StartAsync(
            new Authentication(user, _server.Clock.GetUtcNow(), ["pwd"]),
            flow,
            CancellationToken.None);
        return $"ha-sso-{PoolId}={handle.Value}";
    }

    /// <summary>A scope of the program's services with the pool entered.</summary>
    public async Task<AsyncServiceScope> EnterAsync()
    {
        var scope = _server.Services.CreateAsyncScope();
        var pool = await _server.Services.GetRequiredService<PoolDirectory>().FindAsync(PoolId, CancellationToken.None);
        scope.ServiceProvider.GetRequiredService<PoolScope>().Enter(pool!);
        return scope;
    }

    /// <summary>The query of a good authorization request; a change with null takes a parameter out.</summary>
    public string Query(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = Client.Id,
            ["redirect_uri"] = Callback,
            ["scope"] = "openid email",
            ["state"] = "the state",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return QueryHelpers.AddQueryString("", parameters.Where(pair => pair.Value is not null));
    }

    public Task<Answer> AuthorizeAsync(string query, string? cookie = null) => GetAsync($"/oauth2/authorize{query}", cookie);

    /// <summary>Signs in and gives a code.</summary>
    public async Task<string> CodeAsync(params (string Name, string? Value)[] changes)
    {
        var answer = await AuthorizeAsync(Query(changes), await SignInAsync());
        return answer.Parameter("code") ?? throw new InvalidOperationException($"No code: {answer.Location}");
    }

    /// <summary>Exchanges a code as the app should.</summary>
    public Task<Answer> ExchangeAsync(string code, params (string Name, string? Value)[] changes) => TokenAsync(
    [
        ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Callback), ("code_verifier", Verifier),
        ("client_id", Client.Id), ("client_secret", Client.Secret),
        .. changes,
    ]);

    /// <summary>Signs in and gives the tokens.</summary>
    public async Task<Answer> TokensAsync(string scope = "openid email")
    {
        var tokens = await ExchangeAsync(await CodeAsync(("scope", scope)));
        tokens.Status.ShouldBe(200, tokens.Body);
        return tokens;
    }

    public Task<Answer> RefreshAsync(string refreshToken, params (string Name, string? Value)[] changes) => TokenAsync(
    [
        ("grant_type", "refresh_token"), ("refresh_token", refreshToken),
        ("client_id", Client.Id), ("client_secret", Client.Secret),
        .. changes,
    ]);

    /// <summary>The last of several values counts; null takes a parameter out.</summary>
    public Task<Answer> TokenAsync((string Name, string? Value)[] form, string? authorization = null) =>
        PostAsync("/oauth2/token", form, authorization);

    public Task<Answer> PostAsync(string path, (string Name, string? Value)[] form, string? authorization = null) =>
        PostRawAsync(path, Encode(form), authorization);

    public Task<Answer> PostRawAsync(
        string path,
        string body,
        string? authorization = null,
        string contentType = "application/x-www-form-urlencoded") =>
        SendAsync(HttpMethod.Post, path, request =>
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
            if (authorization is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", authorization);
            }
        });

    public Task<Answer> GetAsync(string path, string? cookie = null, string? authorization = null) =>
        SendAsync(HttpMethod.Get, path, request =>
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookie ?? "");
            if (authorization is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", authorization);
            }
        });

    /// <summary>Sends a request below the pool's path address.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method, new Uri($"{Issuer}{path}"));
        change?.Invoke(request);
        using var response = await _server.Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>The Authorization header of client_secret_basic.</summary>
    public string Basic(string? secret = null) =>
        $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Client.Id}:{secret ?? Client.Secret}"))}";

    /// <summary>The claims of a good client assertion; a change with null takes one out.</summary>
    public Dictionary<string, object?> AssertionClaims(DateTimeOffset now, params (string Name, object? Value)[] changes)
    {
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = Client.Id,
            ["sub"] = Client.Id,
            ["aud"] = Issuer,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.ToUnixTimeSeconds() + 60,
            ["jti"] = Guid.NewGuid().ToString(),
        };
        foreach (var (name, value) in changes)
        {
            claims[name] = value;
        }

        return claims;
    }

    public static string Encode((string Name, string? Value)[] form)
    {
        var last = form.GroupBy(pair => pair.Name).Select(group => group.Last()).Where(pair => pair.Value is not null);
        return string.Join('&', last.Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value!)}"));
    }

    private static Task<TestClient> CreateClientAsync(HostedAuthServer server, string poolId, object? members)
    {
        var all = JsonSerializer.SerializeToNode(new
        {
            AllowedOAuthFlows = new[] { "code" },
            AllowedOAuthFlowsUserPoolClient = true,
            AllowedOAuthScopes = new[] { "openid", "email", "phone", "profile", "aws.cognito.signin.user.admin" },
            CallbackURLs = new[] { Callback, $"{Callback}?with=query" },
            LogoutURLs = new[] { SignedOut, $"{SignedOut}?with=query" },
            SupportedIdentityProviders = new[] { "COGNITO" },
        })!.AsObject();
        foreach (var (name, value) in JsonSerializer.SerializeToNode(members ?? new { })!.AsObject())
        {
            all[name] = value?.DeepClone();
        }

        return server.CreateClientAsync(poolId, all);
    }
}
