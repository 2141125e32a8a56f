using HostedAuth.Server.Hosting;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Bench;

/// <summary>Counts what each kind of request asks the database, by the server in this very process, where that can be heard.</summary>
internal static class CommandCounts
{
    private const int Times = 20;

    /// <summary>What works in the background reads and writes.</summary>
    private static readonly string[] Background =
        ["housekeeping", "configuration_clock", "outbox", "\"ConfigurationVersion\"\nFROM", "data_protection", "PRAGMA"];

    /// <summary>For each row its reads and writes, while the server's own process is down.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> CountAsync(ServerProcess server, World world, RunOptions options)
    {
        var builder = Hosting.CreateBuilder([.. server.Arguments]);
        builder.Logging.ClearProviders();
        using var quiet = new QuietConsole();
        await using var app = builder.Build();
        await app.PrepareAsync();
        app.UseHostedAuth();
        await app.ListenAsync();
        using var http = Rows.NewHttp();
        var counts = new Dictionary<string, string>();
        foreach (var plan in Rows.All(http, server, world).Where(plan => options.Has(plan.Name)))
        {
            counts[plan.Name] = await CountAsync(plan);
        }

        await app.StopAsync();
        return counts;
    }

    /// <summary>The greeting is for people.</summary>
    private sealed class QuietConsole : IDisposable
    {
        private readonly TextWriter _before = Console.Out;

        public QuietConsole() => Console.SetOut(TextWriter.Null);

        public void Dispose() => Console.SetOut(_before);
    }

    private static async Task<string> CountAsync(Plan plan)
    {
        var work = await plan.NewWorker();
        await work();
        using var heard = new DatabaseCommands();
        for (var i = 0; i < Times; i++)
        {
            await work();
        }

        var statements = heard.Texts
            .Where(text => !Background.Any(one => text.Contains(one, StringComparison.Ordinal)))
            .SelectMany(text => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToList();
        var reads = statements.Count(text => text.StartsWith("SELECT", StringComparison.Ordinal));
        return statements.Count == 0 ? "0" : $"{(double)reads / Times:0.#} r, {(double)(statements.Count - reads) / Times:0.#} w";
    }
}
