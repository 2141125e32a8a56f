using HostedAuth.Core.AppClients;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users.Codes;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc.Device;

/// <summary>Who guesses codes or begins devices without end is stopped, and stops nobody else (RFC 8628, section 5.1).</summary>
public sealed class DeviceFloodTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Question = "Let this device in?";
    private const string TooMany = "Too many tries";

    [Fact]
    public async Task When_all_together_guessed_too_often_who_signs_in_goes_on_with_the_code_they_typed()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        await CountAsync(world, LimitedAct.EnterUserCode, "everybody", 3000);

        var signIn = await world.EnterAsync();
        var back = await world.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password));
        var question = await world.SubmitAsync(("user_code", world.UserCode));

        signIn.ShouldShow("Sign in");
        signIn.Words().ShouldContain("Many wrong codes were typed in here");
        back.ShouldShow("Connect a device");
        back.Body.ShouldContain($"value=\"{world.UserCode}\"");
        question.ShouldShow(Question);
        (await world.AnswerAsync("allow")).ShouldShow("Your device is connected");
        (await world.PollAsync()).Status.ShouldBe(200);
    }

    [Fact]
    public async Task When_all_together_guessed_too_often_nothing_is_looked_for_without_a_sign_in()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        await CountAsync(world, LimitedAct.EnterUserCode, "everybody", 3000);

        var (right, wrong) = (await world.EnterAsync(), await world.EnterAsync("BBBB-BBBB"));

        wrong.Words().ShouldBe(right.Words());
        wrong.ShouldShow("Sign in");
    }

    [Fact]
    public async Task Who_is_signed_in_and_guesses_is_stopped_and_others_are_not()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await new SignInWorld(server, world.App.PoolId, world.App.Client).AddUserAsync("bob");
        await world.StartAsync();
        await world.EnterAndSignInAsync();
        var alice = (await server.ReadUserAsync(world.App.PoolId, "alice")).Id;
        await CountAsync(world, LimitedAct.EnterUserCodeAsUser, alice, 29);
        (await world.EnterAsync("BBBB-BBBB")).ShouldComplain("No device waits with this code");

        (await world.EnterAsync()).ShouldComplain(TooMany, 429);

        var other = world.InAnotherBrowser();
        await other.EnterAsync();
        (await other.SubmitAsync(("username", "bob"), ("password", SignInWorld.Password))).ShouldShow(Question);
        (await other.EnterAsync()).ShouldShow(Question);
    }

    [Fact]
    public async Task Where_no_app_lets_devices_in_no_code_is_right()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await server.SetMetadataAsync(world.App.PoolId, world.App.Client.Id, OAuthClientMetadata.None);
        await CountAsync(world, LimitedAct.EnterUserCode, "everybody", 3000);

        (await world.EnterAsync("BBBB-BBBB")).ShouldComplain("No device waits with this code");
    }

    [Fact]
    public async Task An_address_begins_sixty_devices_a_minute()
    {
        var world = await DeviceWorld.CreateAsync(server);
        for (var i = 0; i < 60; i++)
        {
            await world.StartAsync();
        }

        var refused = await world.AskAsync();

        refused.ShouldRefuse(429, "temporarily_unavailable");
        refused.Header("Retry-After").ShouldNotBeNull();
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.StartAsync();
    }

    [Fact]
    public async Task While_a_thousand_devices_of_a_client_wait_an_address_begins_two_a_minute()
    {
        var world = await DeviceWorld.CreateAsync(server);
        var other = await world.App.AndAnotherAsync();
        await DeviceWorld.AllowAsync(server, other);
        await WaitAsync(world, 1000);

        await world.StartAsync();
        await world.StartAsync();

        (await world.AskAsync()).ShouldRefuse(429, "temporarily_unavailable");
        await new DeviceWorld(server, other).StartAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(15));
        for (var i = 0; i < 3; i++)
        {
            await world.StartAsync();
        }
    }

    private Task<bool> CountAsync(DeviceWorld world, LimitedAct act, string who, int count) =>
        server.InPoolAsync(world.App.PoolId, async services =>
        {
            var context = services.GetRequiredService<HostedAuthDbContext>();
            context.AttemptCounters.Add(new()
            {
                PoolId = world.App.PoolId,
                UserId = who,
                Act = act,
                Count = count,
                WindowEndsAt = server.Clock.GetUtcNow().AddHours(1),
            });
            await context.SaveChangesAsync();
            return true;
        });

    private Task<bool> WaitAsync(DeviceWorld world, int devices) =>
        server.InPoolAsync(world.App.PoolId, async services =>
        {
            var context = services.GetRequiredService<HostedAuthDbContext>();
            context.DeviceAuthorizations.AddRange(Enumerable.Range(0, devices).Select(i => new DeviceAuthorization
            {
                PoolId = world.App.PoolId,
                DeviceCodeHash = BitConverter.GetBytes(i),
                UserCodeHash = BitConverter.GetBytes(i),
                ClientId = world.App.Client.Id,
                IntervalSeconds = 5,
                CreatedAt = server.Clock.GetUtcNow(),
                ExpiresAt = server.Clock.GetUtcNow().AddMinutes(15),
            }));
            await context.SaveChangesAsync();
            return true;
        });
}
