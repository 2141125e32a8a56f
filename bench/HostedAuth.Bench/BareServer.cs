using System.Diagnostics;
using System.Globalization;
using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Bench;

/// <summary>The web server alone, in a process of its own, with one answer in memory: what no request can cost less than.</summary>
internal sealed class BareServer : IMeasured, IAsyncDisposable
{
    /// <summary>The argument by which this program is that server.</summary>
    public const string Argument = "--bare";

    /// <summary>As long as a pool's discovery document is.</summary>
    private const int Length = 4096;

    private readonly int _port = ServerProcess.FreePort();
    private readonly Process _process;

    public BareServer() => _process = Process.Start("dotnet", [typeof(BareServer).Assembly.Location, Argument, $"{_port}"]);

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public TimeSpan CompilerTime => TimeSpan.Zero;

    /// <summary>Runs it, until it is killed.</summary>
    public static async Task RunAsync(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://localhost:{int.Parse(port, CultureInfo.InvariantCulture)}");
        var app = builder.Build();
        var body = new byte[Length];
        body.AsSpan().Fill((byte)' ');
        app.Run(context =>
        {
            context.Response.ContentType = MediaTypeNames.Application.Json;
            context.Response.ContentLength = Length;
            return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
        });
        await app.RunAsync();
    }

    public async Task<Row> MeasureAsync(TimeSpan duration)
    {
        using var http = Rows.NewHttp();
        var url = $"http://localhost:{_port}/";
        while (!await AnswersAsync(http, url))
        {
            await Task.Delay(10);
        }

        return await Load.RunAsync(
            this, duration, $"(the web server alone, {Length} bytes)", () => Rows.Always(http, () => Rows.Get(url)));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient http, string url)
    {
        try
        {
            return await Rows.SendAsync(http, Rows.Get(url));
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
