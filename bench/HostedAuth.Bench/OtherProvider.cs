using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace HostedAuth.Bench;

/// <summary>panva's oidc-provider on Node, asked the same: bench/oidc-provider, after npm ci there.</summary>
internal sealed class OtherProvider : IMeasured, IAsyncDisposable
{
    private const string Secret = "secret-of-the-benchmark-0123456789";

    private readonly Process _process;
    private readonly string _url;
    private readonly JsonElement _tokens;

    private OtherProvider(Process process, string url, JsonElement tokens)
    {
        _process = process;
        _url = url;
        _tokens = tokens;
    }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public TimeSpan CompilerTime => TimeSpan.Zero;

    /// <summary>Starts it; null where it isn't installed.</summary>
    public static async Task<OtherProvider?> StartAsync()
    {
        var folder = Path.Combine(Environment.CurrentDirectory, "bench", "oidc-provider");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            return null;
        }

        var port = ServerProcess.FreePort();
        var process = Process.Start(new ProcessStartInfo("node", ["server.mjs", $"{port}"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        })!;
        string line;
        do
        {
            // Its warnings come first.
            line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("oidc-provider did not start.");
        }
        while (!line.StartsWith('{'));
        return new(process, $"http://localhost:{port}", JsonElement.Parse(line));
    }

    public async Task<IReadOnlyList<Row>> MeasureAsync(RunOptions options)
    {
        using var http = new HttpClient();
        (string Name, Func<HttpRequestMessage> Request)[] rows =
        [
            ("discovery", () => Rows.Get($"{_url}/.well-known/openid-configuration")),
            ("JWKS", () => Rows.Get($"{_url}/jwks")),
            ("client_credentials", () => Post("/token", "machine", ("grant_type", "client_credentials"))),
            ("refresh, two tokens", () => Post(
                "/token", "web", ("grant_type", "refresh_token"), ("refresh_token", _tokens.GetProperty("refreshToken").GetString()!))),
            ("userInfo", UserInfo),
            ("introspection", () => Post("/token/introspection", "web", ("token", _tokens.GetProperty("accessToken").GetString()!))),
        ];
        var measured = new List<Row>();
        foreach (var (name, request) in rows.Where(row => options.Has(row.Name)))
        {
            measured.Add(await Load.RunAsync(this, options.Duration, name, () => Rows.Always(http, request)));
        }

        return measured;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private HttpRequestMessage UserInfo()
    {
        var request = Rows.Get($"{_url}/me");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens.GetProperty("accessToken").GetString());
        return request;
    }

    private HttpRequestMessage Post(string path, string client, params (string Name, string Value)[] form)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_url + path))
        {
            Content = new FormUrlEncodedContent(form.ToDictionary(pair => pair.Name, pair => pair.Value)),
        };
        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client}:{Secret}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", pair);
        return request;
    }
}
