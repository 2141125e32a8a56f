using System.Diagnostics;

namespace HostedAuth.Bench;

/// <summary>
/// What a computation costs by itself. Done by as many threads as there are cores, since the server is measured while it
/// keeps them all busy, and cores that share caches and clock do less each.
/// </summary>
internal static class Yardstick
{
    public static Row Measure(string name, TimeSpan signature, int count, Action computation)
    {
        computation();
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < count; i++)
            {
                computation();
            }
        })).ToList();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var cpu = (Process.GetCurrentProcess().TotalProcessorTime - before) / (count * threads.Count);
        var each = clock.Elapsed.TotalMilliseconds / count;
        return new Row(name, cpu / signature, threads.Count * 1000 / each, each, each, 0);
    }
}
