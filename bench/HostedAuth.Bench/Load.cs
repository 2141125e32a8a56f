using System.Collections.Concurrent;
using System.Diagnostics;

namespace HostedAuth.Bench;

/// <summary>What a row came to; the signatures are not a number where others loaded the server meanwhile.</summary>
internal sealed record Row(string Name, double Signatures, double PerSecond, double P50, double P99, int Failures)
{
    /// <summary>At most so many signatures; null for none.</summary>
    public double? Aim { get; init; }

    /// <summary>The part of its CPU that the just-in-time compiler took: what was measured is cold where it is more than a little.</summary>
    public double Compiling { get; init; }
}

/// <summary>Sends one kind of request over kept connections, for a time, and reads the server's CPU time around it.</summary>
internal static class Load
{
    /// <summary>Fewer requests say nothing: a method is compiled anew after thirty calls, and costs vary.</summary>
    private const int Enough = 200;

    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(5);

    /// <summary>On a machine that does much else the compiler takes as long; on a calm one a few seconds are enough.</summary>
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(60);

    /// <param name="server">The server measured.</param>
    /// <param name="duration">How long to measure, once it is warm; longer where too few are done in it.</param>
    /// <param name="name">Of the row.</param>
    /// <param name="newWorker">Makes what a worker does again and again; true when the answer was good.</param>
    /// <param name="workerCount">How many at once.</param>
    public static async Task<Row> RunAsync(
        IMeasured server,
        TimeSpan duration,
        string name,
        Func<Task<Func<Task<bool>>>> newWorker,
        int workerCount = 4)
    {
        var workers = await WarmUpAsync(server, duration, newWorker, workerCount);
        var signatureBefore = Signature.Measure();
        var (before, compiled) = (server.ProcessorTime, server.CompilerTime);
        var clock = Stopwatch.StartNew();
        var (times, failures) = await DriveAsync(workers, duration);
        var cpu = server.ProcessorTime - before;
        var elapsed = clock.Elapsed;
        var sorted = times.Order().ToArray();
        return new Row(
            name,
            cpu / sorted.Length / Signature.MeanSince(signatureBefore),
            sorted.Length / elapsed.TotalSeconds,
            sorted[sorted.Length / 2],
            sorted[(int)(sorted.Length * 0.99)],
            failures)
        {
            Compiling = Math.Max(0, (server.CompilerTime - compiled) / cpu),
        };
    }

    /// <summary>Warms up the server's way of what these workers do.</summary>
    public static async Task<List<Func<Task<bool>>>> WarmUpAsync(
        IMeasured server,
        TimeSpan duration,
        Func<Task<Func<Task<bool>>>> newWorker,
        int workerCount = 4)
    {
        var workers = new List<Func<Task<bool>>>();
        for (var i = 0; i < workerCount; i++)
        {
            workers.Add(await newWorker());
        }

        await WarmUpAsync(server, workers, duration / 2);
        return workers;
    }

    /// <summary>What can be done but once: each call is made one time, by four workers.</summary>
    public static async Task<Row> RunOnceAsync(
        IMeasured server,
        string name,
        IReadOnlyCollection<Func<Task<bool>>> calls)
    {
        var queue = new ConcurrentQueue<Func<Task<bool>>>(calls);
        var signatureBefore = Signature.Measure();
        var (before, compiled) = (server.ProcessorTime, server.CompilerTime);
        var clock = Stopwatch.StartNew();
        var results = new ConcurrentBag<(double Milliseconds, bool IsGood)>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            while (queue.TryDequeue(out var call))
            {
                var start = Stopwatch.GetTimestamp();
                var isGood = await call();
                results.Add((Stopwatch.GetElapsedTime(start).TotalMilliseconds, isGood));
            }
        }));
        var cpu = server.ProcessorTime - before;
        var elapsed = clock.Elapsed;
        var sorted = results.Select(result => result.Milliseconds).Order().ToArray();
        return new Row(
            name,
            cpu / sorted.Length / Signature.MeanSince(signatureBefore),
            sorted.Length / elapsed.TotalSeconds,
            sorted[sorted.Length / 2],
            sorted[(int)(sorted.Length * 0.99)],
            results.Count(result => !result.IsGood))
        {
            Compiling = Math.Max(0, (server.CompilerTime - compiled) / cpu),
        };
    }

    /// <summary>
    /// Drives until the just-in-time compiler has done with the code on its way: until it hardly worked for a round, and a
    /// request cost no less in that round than in the one before. On a busy machine that takes more than a second or two.
    /// </summary>
    private static async Task WarmUpAsync(IMeasured server, List<Func<Task<bool>>> workers, TimeSpan round)
    {
        const double steady = 0.95;
        const double hardly = 0.02;
        var before = double.MaxValue;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < LongestWarmUp)
        {
            var (start, compiled) = (server.ProcessorTime, server.CompilerTime);
            var (times, _) = await DriveAsync(workers, round);
            var spent = server.ProcessorTime - start;
            var each = spent.TotalMicroseconds / times.Count;
            if (server.CompilerTime - compiled < spent * hardly && each > before * steady)
            {
                return;
            }

            before = each;
        }
    }

    /// <summary>Sends for the time given, and on until enough were sent or it takes too long.</summary>
    private static async Task<(ConcurrentBag<double> Milliseconds, int Failures)> DriveAsync(
        List<Func<Task<bool>>> workers,
        TimeSpan duration)
    {
        var times = new ConcurrentBag<double>();
        var failures = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(workers.Select(async work =>
        {
            while (clock.Elapsed < duration || (times.Count < Enough && clock.Elapsed < LongestRound))
            {
                var start = Stopwatch.GetTimestamp();
                if (!await work())
                {
                    Interlocked.Increment(ref failures);
                }

                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }));
        return (times, failures);
    }
}
