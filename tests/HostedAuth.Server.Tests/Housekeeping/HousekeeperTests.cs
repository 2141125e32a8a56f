using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HostedAuth.Server.Tests.Housekeeping;

public sealed class HousekeeperTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Of_two_nodes_one_runs_a_chore_and_again_only_after_its_pause()
    {
        var chore = new CountingChore("counted");
        var first = NewNode(chore);
        var second = NewNode(chore);

        await Task.WhenAll(first.RunDueAsync(CancellationToken.None), second.RunDueAsync(CancellationToken.None));
        chore.Runs.ShouldBe(1);
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        await Task.WhenAll(first.RunDueAsync(CancellationToken.None), second.RunDueAsync(CancellationToken.None));

        chore.Runs.ShouldBe(2);
    }

    [Fact]
    public async Task A_chore_that_fails_keeps_no_other_from_running()
    {
        var chore = new CountingChore("after-a-failure");

        await NewNode(new FailingChore(), chore).RunDueAsync(CancellationToken.None);

        chore.Runs.ShouldBe(1);
    }

    private Housekeeper NewNode(params IChore[] chores)
    {
        var services = new ServiceCollection();
        foreach (var chore in chores)
        {
            services.AddScoped(_ => chore);
        }

        return new Housekeeper(
            server.Services.GetRequiredService<Database>(),
            services.BuildServiceProvider().GetRequiredService<IServiceScopeFactory>(),
            server.Clock,
            NullLogger<Housekeeper>.Instance);
    }

    private sealed class CountingChore(string name) : IChore
    {
        private int _runs;

        public int Runs => _runs;

        public string Name => name;

        public TimeSpan Every => TimeSpan.FromMinutes(5);

        public Task RunAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _runs);
            return Task.CompletedTask;
        }
    }

    private sealed class FailingChore : IChore
    {
        public string Name => "failing";

        public TimeSpan Every => TimeSpan.FromMinutes(5);

        public Task RunAsync(CancellationToken cancellationToken) =>
            throw new InvalidOperationException("The chore fails.");
    }
}
