using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using HostedAuth.Core.Tokens.Keys;
using HostedAuth.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using TheProgram = HostedAuth.Server.Hosting.Hosting;

namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>
/// The real program in this process, with a database, a folder and a clock of its own. Calls go through HTTP; the clock
/// stands still until a test moves it.
/// </summary>
public class HostedAuthServer : IAsyncLifetime
{
    public const string BaseAddress = "http://localhost:5080";

    private readonly TestStorage _storage = new();
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"hostedauth-test-{Guid.NewGuid():N}");
    private WebApplication? _app;

    /// <summary>The key that may do everything.</summary>
    public AwsSigner Root { get; } = new("AKIATESTROOTKEY00000", "root-secret-of-the-tests-0123456789abcdef");

    public TestClock Clock { get; } = new();

    /// <summary>What the program logged.</summary>
    public TestLog Log { get; } = new();

    /// <summary>The program's services, for what can't be seen from outside.</summary>
    public IServiceProvider Services => _app!.Services;

    public bool IsPostgreSql => _storage.IsPostgreSql;

    /// <summary>Requests without cookies and redirects.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>The command line that the program was started with.</summary>
    public IReadOnlyList<string> StartArguments { get; private set; } = [];

    /// <summary>More settings, such as <c>--RateLimits:PerAddress=5</c>.</summary>
    protected virtual IEnumerable<string> Arguments => [];

    /// <summary>More services, after the program's own.</summary>
    protected virtual void AddServices(IServiceCollection services)
    {
    }

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(_folder);
        StartArguments =
        [
            "--environment=Development",
            $"--Urls={BaseAddress}",
            $"--PublicUrl={BaseAddress}",
            $"--DataFolder={_folder}",
            $"--RootAccessKey:Id={Root.KeyId}",
            $"--RootAccessKey:Secret={Root.Secret}",
            "--PasswordHash:Iterations=1000",
            .. await _storage.CreateAsync(_folder),
            .. Arguments,
        ];
        var builder = TheProgram.CreateBuilder([.. StartArguments]);
        builder.WebHost.UseTestServer();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        builder.Services.Replace(ServiceDescriptor.Singleton<KeyMaker, RecycledKeys>());
        builder.Services.AddTransient<IStartupFilter, LoopbackCaller>();
        AddServices(builder.Services);
        builder.Logging.ClearProviders().AddProvider(Log);
        _app = builder.Build();
        await _app.PrepareAsync();
        _app.UseHostedAuth();
        await _app.StartAsync();
        Http = NewClient();
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await _storage.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A client with its own cookies, when a handler keeps them.</summary>
    public HttpClient NewClient(DelegatingHandler? handler = null)
    {
        HttpMessageHandler server = _app!.GetTestServer().CreateHandler();
        if (handler is not null)
        {
            handler.InnerHandler = server;
            server = handler;
        }

        return new HttpClient(server) { BaseAddress = new Uri(BaseAddress) };
    }

    /// <summary>Calls an operation, signed with the root key unless another is given.</summary>
    public Task<ApiAnswer> CallAsync(string operation, object request, AwsSigner? signer = null) =>
        SendAsync(operation, Serialize(request), signer ?? Root);

    /// <summary>Calls an operation without a signature.</summary>
    public Task<ApiAnswer> CallPublicAsync(string operation, object request) =>
        SendAsync(operation, Serialize(request), signer: null);

    /// <summary>Sends a body as it stands; <paramref name="change"/> may bend the request after it was signed.</summary>
    public async Task<ApiAnswer> SendAsync(
        string operation,
        byte[] body,
        AwsSigner? signer,
        Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(body) };
        request.RequestUri = new Uri(new Uri(BaseAddress), "/");
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", $"AWSCognitoIdentityProviderService.{operation}");
        signer?.Sign(request, body, Clock.GetUtcNow());
        change?.Invoke(request);
        using var response = await Http.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);
        return new ApiAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }

    /// <summary>Makes a pool and gives its id. Members such as <c>new { UsernameAttributes = new[] { "email" } }</c> are added.</summary>
    public async Task<string> CreatePoolAsync(object? members = null)
    {
        var answer = await CallAsync("CreateUserPool", Merge(new { PoolName = $"pool-{Guid.NewGuid():N}" }, members));
        return answer.ShouldSucceed().Text("UserPool.Id")!;
    }

    /// <summary>Makes an app client and gives its id (and its secret, when <c>GenerateSecret</c> was among the members).</summary>
    public async Task<TestClient> CreateClientAsync(string poolId, object? members = null)
    {
        var answer = await CallAsync(
            "CreateUserPoolClient",
            Merge(new { UserPoolId = poolId, ClientName = $"client-{Guid.NewGuid():N}" }, members));
        answer.ShouldSucceed();
        return new TestClient(answer.Text("UserPoolClient.ClientId")!, answer.Text("UserPoolClient.ClientSecret"));
    }

    private static byte[] Serialize(object request) => JsonSerializer.SerializeToUtf8Bytes(request);

    private static Dictionary<string, object?> Merge(object members, object? more)
    {
        var merged = new Dictionary<string, object?>();
        foreach (var source in new[] { members, more }.OfType<object>())
        {
            foreach (var member in JsonSerializer.SerializeToElement(source).EnumerateObject())
            {
                merged[member.Name] = member.Value;
            }
        }

        return merged;
    }

    /// <summary>The test server knows no addresses; every caller is this machine.</summary>
    private sealed class LoopbackCaller : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, following) =>
            {
                http.Connection.RemoteIpAddress ??= IPAddress.Loopback;
                return following(http);
            });
            next(app);
        };
    }
}

/// <summary>An app client of a test.</summary>
public sealed record TestClient(string Id, string? Secret);
