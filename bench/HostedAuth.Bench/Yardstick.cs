using System.Diagnostics;

namespace HostedAuth.Bench;

/// <summary>
/// What a computation costs by itself. Done by as many threads as there are cores, since the server is measured while it
/// keeps them all busy, and cores that share caches and clock do less each.
/// </summary>
internal static class Yardstick
{
    public static Row Measure(string name, int count, Action computation)
    {
        computation();
        var (cpu, each) = Run(count, computation);
        return new Row(name, cpu / Signature.Measure(), Environment.ProcessorCount * 1000 / each, each, each, 0);
    }

    /// <summary>Of one computation the CPU time, and the milliseconds that it took.</summary>
    public static (TimeSpan Cpu, double Milliseconds) Run(int count, Action computation)
    {
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
        return (cpu, clock.Elapsed.TotalMilliseconds / count);
    }
}
