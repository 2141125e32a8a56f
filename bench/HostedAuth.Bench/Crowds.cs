using System.Diagnostics;

namespace HostedAuth.Bench;

/// <summary>Many sign-ins at once: how many the machine does, and what others wait meanwhile.</summary>
internal static class Crowds
{
    private static readonly int[] Sizes = [4, 64, 256];

    /// <summary>A row for each size of the crowd.</summary>
    public static async Task<IReadOnlyList<Row>> MeasureAsync(
        ServerProcess server,
        World world,
        TimeSpan duration)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        var rows = new List<Row>();
        foreach (var size in Sizes)
        {
            rows.Add(await Load.RunAsync(
                server, duration, $"{size} signing in by password at once", () => SignIn(http, world), size));
        }

        return rows;
    }

    /// <summary>A row for each kind of request that must stay quick while sixty-four sign in without a pause.</summary>
    public static async Task<IReadOnlyList<Row>> MeasureBystandersAsync(
        ServerProcess server,
        World world,
        TimeSpan duration)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var end = new CancellationTokenSource();
        var crowd = Enumerable.Range(0, 64).Select(async _ =>
        {
            var work = await SignIn(http, world);
            while (!end.IsCancellationRequested)
            {
                await work();
            }
        }).ToList();
        (string Name, Func<HttpRequestMessage> Request)[] bystanders =
        [
            ("client_credentials meanwhile", () =>
                Rows.Token(world, world.MachineAuthorization, ("grant_type", "client_credentials"))),
            ("discovery meanwhile", () => Rows.Get($"{world.Url}/{world.PoolId}/.well-known/openid-configuration")),
        ];
        var rows = new List<Row>();
        foreach (var (name, request) in bystanders)
        {
            rows.Add(await PaceAsync(http, name, request, duration));
        }

        await end.CancelAsync();
        await Task.WhenAll(crowd);
        return rows;
    }

    /// <summary>One request after another with a rest between, so that the bystander adds no load of its own.</summary>
    private static async Task<Row> PaceAsync(HttpClient http, string name, Func<HttpRequestMessage> request, TimeSpan duration)
    {
        var times = new List<double>();
        var failures = 0;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < duration * 2)
        {
            var start = Stopwatch.GetTimestamp();
            failures += await Rows.SendAsync(http, request()) ? 0 : 1;
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(5);
        }

        times.Sort();
        return new Row(
            name, double.NaN, times.Count / clock.Elapsed.TotalSeconds, times[times.Count / 2], times[(int)(times.Count * 0.99)], failures);
    }

    private static Task<Func<Task<bool>>> SignIn(HttpClient http, World world) =>
        Rows.Always(http, () => Api.Request(world.Url, "InitiateAuth", Rows.Password(world)));
}
