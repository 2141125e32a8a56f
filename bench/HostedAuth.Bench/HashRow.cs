using System.Diagnostics;
using HostedAuth.Core.Deployment;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace HostedAuth.Bench;

/// <summary>What the password hash alone costs: the yardstick of a password sign-in.</summary>
internal static class HashRow
{
    private const int Count = 8;

    public static Task<Row> MeasureAsync(TimeSpan signature)
    {
        var hasher = new PasswordHasher<object>(Options.Create(
            new PasswordHasherOptions { IterationCount = PasswordHashSettings.Minimum }));
        var hash = hasher.HashPassword(new object(), World.Password);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < Count; i++)
        {
            hasher.VerifyHashedPassword(new object(), hash, World.Password);
        }

        var cpu = (Process.GetCurrentProcess().TotalProcessorTime - before) / Count;
        var each = clock.Elapsed.TotalMilliseconds / Count;
        return Task.FromResult(new Row("(one password hash alone)", cpu / signature, 1000 / each, each, each, 0));
    }
}
