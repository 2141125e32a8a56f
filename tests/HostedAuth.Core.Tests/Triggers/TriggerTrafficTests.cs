using HostedAuth.Core.Triggers;

namespace HostedAuth.Core.Tests.Triggers;

public sealed class TriggerTrafficTests
{
    private const string Pool = "us-east-1_One";

    [Fact]
    public async Task Targets_that_nothing_is_known_of_are_forgotten()
    {
        var traffic = new TriggerTraffic(TimeProvider.System);

        for (var i = 0; i < 5000; i++)
        {
            using var place = await traffic.EnterAsync(Pool, $"arn:{i}", CancellationToken.None);
            place!.Report(isAlive: true);
        }

        traffic.Count.ShouldBeLessThanOrEqualTo(1000);
    }

    [Fact]
    public async Task One_that_is_dead_or_busy_is_not_forgotten()
    {
        var traffic = new TriggerTraffic(TimeProvider.System);
        using var busy = await traffic.EnterAsync(Pool, "busy", CancellationToken.None);
        for (var i = 0; i < 5; i++)
        {
            using var place = await traffic.EnterAsync(Pool, "dead", CancellationToken.None);
            place!.Report(isAlive: false);
        }

        for (var i = 0; i < 3000; i++)
        {
            using var other = await traffic.EnterAsync(Pool, $"arn:{i}", CancellationToken.None);
        }

        (await traffic.EnterAsync(Pool, "dead", CancellationToken.None)).ShouldBeNull();
        for (var i = 0; i < 63; i++)
        {
            (await traffic.EnterAsync(Pool, "busy", CancellationToken.None)).ShouldNotBeNull();
        }

        using var cancellation = new CancellationTokenSource();
        var waiting = traffic.EnterAsync(Pool, "busy", cancellation.Token);
        waiting.IsCompleted.ShouldBeFalse();
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    [Fact]
    public async Task Another_pool_closes_nothing_for_this_one()
    {
        const string other = "us-east-1_Two";
        var traffic = new TriggerTraffic(TimeProvider.System);
        for (var i = 0; i < 5; i++)
        {
            using var place = await traffic.EnterAsync(other, "dead", CancellationToken.None);
            place!.Report(isAlive: false);
        }

        for (var i = 0; i < 64; i++)
        {
            (await traffic.EnterAsync(other, "busy", CancellationToken.None)).ShouldNotBeNull();
        }

        (await traffic.EnterAsync(other, "dead", CancellationToken.None)).ShouldBeNull();
        (await traffic.EnterAsync(Pool, "dead", CancellationToken.None)).ShouldNotBeNull();
        (await traffic.EnterAsync(Pool, "busy", CancellationToken.None)).ShouldNotBeNull();
    }
}
