using HostedAuth.Core.Delivery;
using HostedAuth.Server.Tests.Delivery;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;

namespace HostedAuth.Server.Tests.Oidc.Logout;

/// <summary>Clients that are slow or away, and the other clients of their pool (Back-Channel Logout 1.0, section 2.5).</summary>
public sealed class BackChannelSlowClientTests(ServerWithProviders server) : IClassFixture<ServerWithProviders>
{
    [Fact]
    public async Task A_slow_client_holds_up_no_other_of_its_pool()
    {
        var world = await BackChannelWorld.CreateAsync(server);
        var slow = await world.App.AndAnotherAsync();
        await world.SetAsync(slow);
        await world.SignInAsync();
        foreach (var _ in Enumerable.Range(0, 40))
        {
            var cookie = await world.App.SignInAsync("mallory");
            await slow.ExchangeAsync((await slow.AuthorizeAsync(slow.Query(), cookie)).Parameter("code")!);
        }

        AnswerWith(slow, new Lie("", 503, TimeSpan.FromSeconds(30)));
        (await world.CallAsync("AdminUserGlobalSignOut", new { UserPoolId = world.App.PoolId, Username = "mallory" })).ShouldSucceed();
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.HoldsAsync(() => Task.FromResult(CallsTo(slow) > 0), "The slow one is called.");

        await world.LogOutAsync();

        await Eventually.HoldsAsync(() => Task.FromResult(CallsTo(world.Other) == 1), "The other is told.");
        CallsTo(slow).ShouldBeLessThan(16);
    }

    [Fact]
    public async Task A_client_that_is_down_for_an_hour_is_given_up()
    {
        var world = await BackChannelWorld.CreateAsync(server);
        await world.SignInAsync();
        AnswerWith(world.App, new Lie("", 503));
        await world.LogOutAsync();
        await Eventually.HoldsAsync(async () => (await RowAsync()).LastError is not null, "The client refuses.");

        server.Clock.Advance(TimeSpan.FromMinutes(61));

        await Eventually.HoldsAsync(async () => (await RowAsync()).FailedAt is not null, "It is given up.");
        CallsTo(world.App).ShouldBe(1);
        async Task<OutboxMessage> RowAsync() =>
            (await world.RowsAsync(finished: false)).Single(row => row.Destination == world.App.Client.Id);
    }

    private int CallsTo(TestApp app) =>
        server.World.Calls.Count(call => call.Line.StartsWith($"POST /logout/{app.Client.Id} ", StringComparison.Ordinal));

    private void AnswerWith(TestApp app, Lie lie)
    {
        var before = server.World.Answers;
        server.World.Answers = call => call.Line.Contains(app.Client.Id, StringComparison.Ordinal) ? lie : before(call);
    }
}
