using HostedAuth.Core.Delivery;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HostedAuth.Server.Tests.Delivery;

/// <summary>What becomes of a message when the program is told to stop while it is on its way.</summary>
public sealed class CourierStopTests(ServerWithProviders server) : IClassFixture<ServerWithProviders>, IAsyncLifetime
{
    private readonly CancellationTokenSource _stop = new();

    private Courier Own => server.Services.GetServices<IHostedService>().OfType<Courier>().Single();

    public Task InitializeAsync() => Own.StopAsync(CancellationToken.None);

    public async Task DisposeAsync()
    {
        await Own.StartAsync(CancellationToken.None);
        _stop.Dispose();
    }

    [Fact]
    public async Task What_was_sent_when_the_stop_came_is_written_down_as_sent()
    {
        var row = await DeliverAsync(_ => _stop.CancelAsync());

        row.DeliveredAt.ShouldNotBeNull();
        row.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task What_failed_when_the_stop_came_waits_as_after_any_failure()
    {
        var row = await DeliverAsync(async _ =>
        {
            await _stop.CancelAsync();
            throw new DeliveryException("Not now.");
        });

        row.LastError.ShouldBe("Not now.");
        row.NextAttemptAt.ShouldBe(server.Clock.GetUtcNow() + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task What_was_not_sent_yet_is_due_at_once_and_was_no_attempt()
    {
        var row = await DeliverAsync(_ => BreakOffAsync());

        row.DeliveredAt.ShouldBeNull();
        row.NextAttemptAt.ShouldBeLessThanOrEqualTo(server.Clock.GetUtcNow());
        row.Attempts.ShouldBe(0);
    }

    [Fact]
    public async Task What_another_node_took_since_the_lease_ended_stays_its_own()
    {
        var until = server.Clock.GetUtcNow() + TimeSpan.FromMinutes(7);

        var row = await DeliverAsync(async taken =>
        {
            await taken.ExecuteUpdateAsync(set => set
                .SetProperty(one => one.NextAttemptAt, until)
                .SetProperty(one => one.Attempts, 2));
            await BreakOffAsync();
        });

        row.NextAttemptAt.ShouldBe(until);
        row.Attempts.ShouldBe(2);
    }

    private async Task BreakOffAsync()
    {
        await _stop.CancelAsync();
        _stop.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Leaves a message, and sets off with it, with a sender that does so.</summary>
    private async Task<OutboxMessage> DeliverAsync(Func<IQueryable<OutboxMessage>, Task> send)
    {
        var services = server.Services;
        var poolId = await server.CreatePoolAsync();
        var id = await server.LeaveAsync(poolId, new Message { Channel = Channels.Email, To = "ada@example.com", Text = "Hello" });
        await using var context = services.GetRequiredService<Database>().Open(poolId);
        var rows = context.Outbox.Where(one => one.Id == id);
        var routes = new MessageRoutes(services.GetRequiredService<Settings>(), [new Sender(id, () => send(rows))]);
        using var courier = ActivatorUtilities.CreateInstance<Courier>(
            services, ActivatorUtilities.CreateInstance<DeliveryAttempts>(services, routes));

        await courier.DeliverDueAsync(_stop.Token);

        return await server.FindAsync(poolId, id);
    }

    /// <summary>What other tests left goes out first, as if nothing were wrong.</summary>
    private sealed class Sender(string meant, Func<Task> send) : IMessageSender
    {
        public string Name => Providers.Ses;

        public bool Sends(string channel) => channel == Channels.Email;

        public Task SendAsync(string id, Message message, MessageRoute route, CancellationToken cancellationToken) =>
            id == meant ? send() : Task.CompletedTask;
    }
}
