using HostedAuth.Core.Authorization;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc.Device;

/// <summary>An approval is spent with the tokens that it gives, and not before.</summary>
public sealed class DevicePollTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Orders = "https://orders.example";
    private const string Bills = "https://bills.example/v1";

    [Fact]
    public async Task What_fails_before_the_tokens_are_saved_costs_no_second_approval()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        await world.EnterAndSignInAsync();
        await world.AnswerAsync("allow");

        await server.InPoolAsync(world.App.PoolId, async services =>
        {
            var client = services.GetRequiredService<PoolScope>().Pool.FindClient(world.App.Client.Id)!;
            await Should.ThrowAsync<TimeoutException>(() => services.GetRequiredService<DevicePolls>().PollAsync(
                client, new Secret(world.DeviceCode), _ => throw new TimeoutException(), CancellationToken.None));
            return true;
        });

        (await world.CountSessionsAsync()).ShouldBe(0);
        (await world.PollAsync()).Status.ShouldBe(200);
        (await world.PollAsync()).ShouldRefuse(400, "invalid_grant");
        (await world.CountSessionsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_device_may_ask_for_a_part_of_the_resources_and_a_wrong_wish_costs_no_second_approval()
    {
        var world = await DeviceWorld.CreateAsync(server);
        foreach (var identifier in new[] { Orders, Bills })
        {
            (await server.CallAsync("CreateResourceServer", new
            {
                UserPoolId = world.App.PoolId,
                Identifier = identifier,
                Name = "api",
                Scopes = new[] { new { ScopeName = "read", ScopeDescription = "Read" } },
            })).ShouldSucceed();
        }

        await world.StartForAsync(Orders, Bills);
        await world.EnterAndSignInAsync();
        await world.AnswerAsync("allow");
        var wrong = await world.PollAsync(("resource", "https://nobody.example"));
        var right = await world.PollAsync(("resource", Orders));

        wrong.ShouldRefuse(400, "invalid_target");
        right.Claims("access_token").GetProperty("aud").GetString().ShouldBe(Orders);
    }

    [Fact]
    public async Task Who_may_have_no_tokens_for_a_while_need_not_approve_again()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        await world.EnterAndSignInAsync();
        await world.AnswerAsync("allow");
        await server.ChangeUserAsync(world.App.PoolId, "alice", user => user.Enabled = false);
        (await world.PollAsync()).ShouldRefuse(400, "invalid_grant");

        await server.ChangeUserAsync(world.App.PoolId, "alice", user => user.Enabled = true);

        (await world.PollAsync()).Status.ShouldBe(200);
    }
}
