using HostedAuth.Core.UserPools;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.UserPools;

public sealed class PoolDirectoryTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_look_up_that_nobody_waits_for_leaves_nothing()
    {
        var directory = server.Services.GetRequiredService<PoolDirectory>();
        var ids = Enumerable.Range(0, 50).Select(i => $"us-east-1_Nobody{i:000}").ToList();
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        foreach (var id in ids)
        {
            await LeaveAsync(directory.FindAsync(id, gone.Token));
        }

        await Eventually.HoldsAsync(() => Task.FromResult(!ids.Any(directory.Keeps)), "Nothing is kept of pools that don't exist.");
    }

    [Fact]
    public async Task A_pool_that_is_there_is_kept()
    {
        var directory = server.Services.GetRequiredService<PoolDirectory>();
        var poolId = await server.CreatePoolAsync();

        (await directory.FindAsync(poolId, CancellationToken.None)).ShouldNotBeNull();

        directory.Keeps(poolId).ShouldBeTrue();
    }

    /// <summary>SQLite may have looked before anybody could go away.</summary>
    private static async Task LeaveAsync(ValueTask<PoolSnapshot?> lookUp)
    {
        try
        {
            (await lookUp).ShouldBeNull();
        }
        catch (OperationCanceledException)
        {
            // Gone.
        }
    }
}
