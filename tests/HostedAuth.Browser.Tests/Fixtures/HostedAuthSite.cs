using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Text.Json;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;
using HostedAuth.Server.Hosting;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using TheProgram = HostedAuth.Server.Hosting.Hosting;

namespace HostedAuth.Browser.Tests.Fixtures;

/// <summary>The real program on a real port, and a real browser beside it.</summary>
public sealed class HostedAuthSite : IAsyncLifetime
{
    private static readonly string[] BrowserArguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"hostedauth-browser-{Guid.NewGuid():N}");
    private readonly AwsSigner _root = new("AKIATESTROOTKEY00000", "root-secret-of-the-tests-0123456789abcdef");
    private readonly HttpClient _http = new();
    private readonly int _port = FreePort.Next();
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string BaseAddress => $"http://localhost:{_port}";

    /// <summary>Where apps are answered: a page of no pool, whose address shows the code.</summary>
    public string Callback => $"{BaseAddress}/callback";

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(_folder);
        var builder = TheProgram.CreateBuilder(
        [
            "--environment=Development",
            $"--Urls={BaseAddress}",
            $"--PublicUrl={BaseAddress}",
            $"--DataFolder={_folder}",
            $"--RootAccessKey:Id={_root.KeyId}",
            $"--RootAccessKey:Secret={_root.Secret}",
            "--PasswordHash:Iterations=1000",
        ]);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        await _app.PrepareAsync();
        _app.UseHostedAuth();
        await _app.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = BrowserArguments,
            Timeout = 120_000,
        });
    }

    public async Task DisposeAsync()
    {
        await _browser!.CloseAsync();
        _playwright!.Dispose();
        _http.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A person's browser, with cookies of its own.</summary>
    public async Task<IBrowserContext> NewBrowserAsync(bool script = true)
    {
        var context = await _browser!.NewContextAsync(new() { JavaScriptEnabled = script });
        context.SetDefaultTimeout(60_000);
        return context;
    }

    /// <summary>Calls an operation of the API, signed.</summary>
    public async Task<ApiAnswer> CallAsync(string operation, object members)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(members);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{BaseAddress}/") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", $"AWSCognitoIdentityProviderService.{operation}");
        _root.Sign(request, body, TimeProvider.System.GetUtcNow());
        using var response = await _http.SendAsync(request);
        return new ApiAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(), new Dictionary<string, string>())
            .ShouldSucceed();
    }

    /// <summary>A pool whose users sign in by email and confirm it by a code.</summary>
    public async Task<TestPool> CreatePoolAsync(object? members = null)
    {
        var pool = await CallAsync("CreateUserPool", members ?? new
        {
            PoolName = "people",
            UsernameAttributes = new[] { "email" },
            AutoVerifiedAttributes = new[] { "email" },
        });
        var made = new TestPool(this, pool.Text("UserPool.Id")!);
        await made.CreateClientAsync();
        return made;
    }

    /// <summary>The code of the newest message to an address; waits for another than the one that is known.</summary>
    public async Task<string> ReadCodeAsync(string to, string? after = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var messages = await _http.GetStringAsync(
                $"{BaseAddress}/mailbox/api/messages?wait=20&to={Uri.EscapeDataString(to)}", patience.Token);
            if (JsonDocument.Parse(messages).RootElement[0].GetProperty("code").GetString() is { } code && code != after)
            {
                return code;
            }

            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Gives a user a second factor that other operations would have to be called for.</summary>
    public async Task MakeSecondFactorAsync(TestPool pool, string username, string factor)
    {
        await using var scope = await EnterAsync(pool);
        var users = scope.ServiceProvider.GetRequiredService<UserDirectory>();
        (await users.FindAsync(username, CancellationToken.None))!.ActiveFactors = [factor];
        await users.SaveAsync(CancellationToken.None);
    }

    /// <summary>Removes all passkeys of the pool's users, as they could by the API.</summary>
    public async Task RemovePasskeysAsync(TestPool pool)
    {
        await using var scope = await EnterAsync(pool);
        var passkeys = scope.ServiceProvider.GetRequiredService<Core.Passkeys.Passkeys>();
        var context = scope.ServiceProvider.GetRequiredService<HostedAuthDbContext>();
        foreach (var passkey in await context.Passkeys.AsNoTracking().ToListAsync())
        {
            var owner = await context.Users.SingleAsync(user => user.Id == passkey.UserId);
            await passkeys.DeleteAsync(owner, Base64Url.EncodeToString(passkey.CredentialId), CancellationToken.None);
        }
    }

    public async Task ChangePoolAsync(TestPool pool, Func<UserPoolSettings, UserPoolSettings> change)
    {
        await using var scope = await EnterAsync(pool);
        var context = scope.ServiceProvider.GetRequiredService<HostedAuthDbContext>();
        var row = await context.UserPools.SingleAsync(row => row.Id == pool.Id);
        row.Settings = change(row.Settings);
        await _app!.Services.GetRequiredService<PoolDirectory>().SaveChangeAsync(context, pool.Id, CancellationToken.None);
    }

    private async Task<AsyncServiceScope> EnterAsync(TestPool pool)
    {
        var scope = _app!.Services.CreateAsyncScope();
        var snapshot = await _app.Services.GetRequiredService<PoolDirectory>().FindAsync(pool.Id, CancellationToken.None);
        scope.ServiceProvider.GetRequiredService<PoolScope>().Enter(snapshot!);
        return scope;
    }
}
