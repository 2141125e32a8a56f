using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Bench;

/// <summary>The server as a process of its own, with a data folder of its own.</summary>
internal sealed class ServerProcess(IReadOnlyList<string> furtherArguments) : IMeasured, IAsyncDisposable
{
    private readonly int _port = FreePort();
    private Process? _process;

    public string Url => $"http://localhost:{_port}";

    public string Folder { get; } = Directory.CreateTempSubdirectory("hostedauth-bench-").FullName;

    public AwsSigner Root { get; } = new("AKIABENCHBENCHBENCH0", "secret-of-the-benchmark-0123456789abcdef");

    /// <summary>What every start gets.</summary>
    public string[] Arguments =>
    [
        "--environment=Development",
        $"--Urls={Url}",
        $"--DataFolder={Folder}",
        $"--RootAccessKey:Id={Root.KeyId}",
        $"--RootAccessKey:Secret={Root.Secret}",
        .. furtherArguments,
    ];

    /// <summary>CPU time of all its threads so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>
    /// CPU time so far of the thread that compiles hot code anew; only Linux tells it. The thread goes after some idle seconds,
    /// and its time with it.
    /// </summary>
    public TimeSpan CompilerTime => OperatingSystem.IsLinux()
        ? TimeSpan.FromSeconds(Directory.EnumerateDirectories($"/proc/{_process!.Id}/task").Sum(CompilerSeconds))
        : TimeSpan.Zero;

    public long WorkingSetMegabytes
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64 / (1024 * 1024);
        }
    }

    /// <returns>The time from the start of the process to its first good answer.</returns>
    public async Task<TimeSpan> StartAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "server", "HostedAuth.Server.dll");
        var clock = Stopwatch.StartNew();
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, .. Arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var http = new HttpClient();
        while (!await AnswersAsync(http))
        {
            await Task.Delay(10);
        }

        return clock.Elapsed;
    }

    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await StopAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync(new Uri($"{Url}/health"))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Of proc_pid_stat(5), user and system time, in hundredths of a second.</summary>
    private static double CompilerSeconds(string thread)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(thread, "stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return stat.Contains("(.NET Tiered Com)", StringComparison.Ordinal)
                ? (long.Parse(fields[11], null) + long.Parse(fields[12], null)) / 100.0
                : 0;
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return 0;
        }
    }

    internal static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
