using HostedAuth.Core.Delivery;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HostedAuth.Server.Tests.Delivery;

public sealed class CourierUnderStressTests(ServerWithProviders server) : IClassFixture<ServerWithProviders>
{
    private static readonly Message Mail = new()
    {
        Channel = Channels.Email,
        To = "ada@example.com",
        Subject = "Hello",
        Text = "Your code is 123456.",
    };

    private static readonly Message Sms = new() { Channel = Channels.Sms, To = "+15550100", Text = "123456" };

    [Fact]
    public async Task A_message_that_cannot_be_sent_at_all_waits_with_its_reason_and_keeps_no_other()
    {
        var poolId = await OpenAsync("webhook:post");
        server.World.Answers = _ => new Lie("", 503);
        var broken = await server.LeaveAsync(poolId, Mail);
        await TriedAsync(poolId, broken);
        await ChangeAsync(poolId, broken, row => row.SealedBody = [1, 2, 3]);
        server.World.Answers = _ => new Lie("{}");
        var good = await server.LeaveAsync(poolId, Mail);
        server.Clock.Advance(TimeSpan.FromMinutes(1));

        await DeliveredAsync(poolId, good);
        await Eventually.HoldsAsync(
            async () => (await server.FindAsync(poolId, broken)).LastError!.StartsWith("The message can't", StringComparison.Ordinal),
            "It is tried.");

        var row = await server.FindAsync(poolId, broken);
        row.LastError.ShouldBe("The message can't be sent (CryptographicException).");
        row.DeliveredAt.ShouldBeNull();
        row.NextAttemptAt.ShouldBeGreaterThan(server.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_slow_neighbour_holds_up_neither_other_pools_nor_text_messages()
    {
        var (slow, quick) = (await OpenAsync("webhook:post"), await OpenAsync("ses"));
        server.World.Answers = call => call.Line.Contains("/post", StringComparison.Ordinal)
            ? new Lie("{}", Delay: TimeSpan.FromSeconds(30))
            : new Lie("{}");
        foreach (var _ in Enumerable.Range(0, 40))
        {
            await server.LeaveAsync(slow, Mail with { To = "slow@example.com" });
        }

        await Eventually.HoldsAsync(() => Task.FromResult(Posts() >= 16), "The slow one has all it may have.");
        var began = TimeProvider.System.GetTimestamp();
        var (mail, sms) = (await server.LeaveAsync(quick, Mail), await server.LeaveAsync(slow, Sms));
        await DeliveredAsync(quick, mail);
        await DeliveredAsync(slow, sms);

        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(8));
        Posts().ShouldBe(16);
        int Posts() => server.World.Calls.Count(call => call.Body.Contains("slow@example.com", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_nodes_send_a_message_once()
    {
        var poolId = await OpenAsync("webhook:post");
        var ids = new List<string>();
        foreach (var _ in Enumerable.Range(0, 12))
        {
            ids.Add(await server.LeaveAsync(poolId, Mail));
        }

        // The server's own courier is the third one.
        using var one = ActivatorUtilities.CreateInstance<Courier>(server.Services);
        using var other = ActivatorUtilities.CreateInstance<Courier>(server.Services);
        await Task.WhenAll(one.DeliverDueAsync(CancellationToken.None), other.DeliverDueAsync(CancellationToken.None));
        foreach (var id in ids)
        {
            await DeliveredAsync(poolId, id);
        }

        server.World.Calls.Select(call => call.Headers.GetValueOrDefault("HostedAuth-Id")).Where(id => ids.Contains(id!))
            .ShouldBe(ids, ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_node_took_and_never_finished_is_sent_when_its_lease_is_over()
    {
        var poolId = await OpenAsync("webhook:post");
        server.World.Answers = _ => new Lie("", 503);
        var id = await server.LeaveAsync(poolId, Mail);
        await TriedAsync(poolId, id);
        var until = server.Clock.GetUtcNow() + TimeSpan.FromMinutes(1);
        await ChangeAsync(poolId, id, row => row.NextAttemptAt = until);
        server.World.Answers = _ => new Lie("{}");
        var later = await server.LeaveAsync(poolId, Mail);
        await DeliveredAsync(poolId, later);
        (await server.FindAsync(poolId, id)).DeliveredAt.ShouldBeNull();

        server.Clock.Advance(TimeSpan.FromMinutes(1));

        await DeliveredAsync(poolId, id);
    }

    [Fact]
    public async Task What_a_node_that_stops_has_in_hand_is_due_at_once()
    {
        var poolId = await OpenAsync("webhook:post");
        server.World.Answers = _ => new Lie("{}", Delay: TimeSpan.FromSeconds(30));
        var courier = server.Services.GetServices<IHostedService>().OfType<Courier>().Single();
        var before = server.World.Calls.Count;
        var id = await server.LeaveAsync(poolId, Mail);
        await Eventually.HoldsAsync(() => Task.FromResult(server.World.Calls.Count > before), "It is on its way.");

        await courier.StopAsync(CancellationToken.None);

        var row = await server.FindAsync(poolId, id);
        server.World.Answers = _ => new Lie("{}");
        await courier.StartAsync(CancellationToken.None);
        row.NextAttemptAt.ShouldBeLessThanOrEqualTo(server.Clock.GetUtcNow());
        await DeliveredAsync(poolId, id);
    }

    [Fact]
    public async Task What_never_got_through_is_given_up_after_days_and_logged()
    {
        var poolId = await OpenAsync("webhook:post");
        server.World.Answers = _ => new Lie("", 503);
        var id = await server.LeaveAsync(poolId, Mail);
        await TriedAsync(poolId, id);

        server.Clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));

        await Eventually.HoldsAsync(async () => (await server.FindAsync(poolId, id)).FailedAt is not null, "It is given up.");
        var row = await server.FindAsync(poolId, id);
        row.SealedBody.ShouldBeNull();
        row.LastError.ShouldBe("The webhook refused (503).");
        await Eventually.IsLoggedAsync(server, "Error 4004", $"Message {id} (email) is given up after 2 attempts");
    }

    [Fact]
    public async Task A_code_that_is_over_is_not_sent()
    {
        var poolId = await OpenAsync("webhook:post");
        server.World.Answers = _ => new Lie("", 503);
        var id = await server.LeaveAsync(poolId, Mail with { GoodUntil = server.Clock.GetUtcNow() + TimeSpan.FromMinutes(3) });
        await TriedAsync(poolId, id);
        server.World.Answers = _ => new Lie("{}");
        server.Clock.Advance(TimeSpan.FromMinutes(4));

        await Eventually.HoldsAsync(async () => (await server.FindAsync(poolId, id)).FailedAt is not null, "It is given up.");

        (await server.FindAsync(poolId, id)).LastError.ShouldBe("What it brings is no longer good.");
        server.World.Calls.Count(call => call.Headers.GetValueOrDefault("HostedAuth-Id") == id).ShouldBe(1);
    }

    private async Task<string> OpenAsync(string sender)
    {
        server.World.Answers = _ => new Lie("{}");
        return await server.CreatePoolAsync(new
        {
            UserPoolTags = new Dictionary<string, string> { ["hostedauth:email"] = sender },
        });
    }

    private Task TriedAsync(string poolId, string id) => Eventually.HoldsAsync(
        async () => (await server.FindAsync(poolId, id)).LastError is not null, "The courier tries.");

    private Task DeliveredAsync(string poolId, string id) => Eventually.HoldsAsync(
        async () => (await server.FindAsync(poolId, id)).DeliveredAt is not null, "The message goes out.");

    private async Task ChangeAsync(string poolId, string id, Action<OutboxMessage> change)
    {
        await using var context = server.Services.GetRequiredService<Database>().Open(poolId);
        change(await context.Outbox.SingleAsync(row => row.Id == id));
        await context.SaveChangesAsync();
    }
}
