using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Housekeeping;

public sealed class AuthEventsChoreTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Events_of_names_that_nobody_has_are_written_like_any_and_dropped_soon()
    {
        var world = await WorldAsync();
        await world.SignInAsync("nobody", "wrong");
        await world.SignInAsync("alice", "wrong");
        (await CountAsync(world)).ShouldBe(2);
        server.Clock.Advance(TimeSpan.FromMinutes(31));

        await RunChoreAsync();

        (await CountAsync(world)).ShouldBe(1);
    }

    [Fact]
    public async Task Events_are_kept_for_ninety_days()
    {
        var world = await WorldAsync();
        await world.SignInAsync("alice");
        server.Clock.Advance(TimeSpan.FromDays(89));
        await RunChoreAsync();
        (await CountAsync(world)).ShouldBe(1);

        server.Clock.Advance(TimeSpan.FromDays(2));
        await RunChoreAsync();

        (await CountAsync(world)).ShouldBe(0);
    }

    private async Task<SignInWorld> WorldAsync()
    {
        var world = await SignInWorld.CreateAsync(
            server,
            new { UserPoolAddOns = new { AdvancedSecurityMode = "AUDIT" } },
            new { PreventUserExistenceErrors = "ENABLED" });
        await world.AddUserAsync("alice");
        return world;
    }

    private async Task<int> CountAsync(SignInWorld world)
    {
        await using var context = server.Services.GetRequiredService<Database>().Open(world.PoolId);
        return await context.AuthEvents.CountAsync();
    }

    private async Task RunChoreAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IChore>().Single(chore => chore.Name == "auth-events")
            .RunAsync(CancellationToken.None);
    }
}
