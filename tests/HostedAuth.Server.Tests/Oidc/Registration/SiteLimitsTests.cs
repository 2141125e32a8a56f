using HostedAuth.Core.AppClients;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Requests;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc.Registration;

/// <summary>One line of IPv6 has hundreds of households' addresses, and is no hundreds of people.</summary>
public sealed class SiteLimitsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Neighbours_register_eight_times_as_many_clients_together()
    {
        var world = await RegistrationWorld.CreateAsync(server);

        for (var household = 0; household < 8; household++)
        {
            (await CountAsync(world, $"2001:db8:7:{household:x}::1", times: 21)).ShouldBe(20);
        }

        (await CountAsync(world, "2001:db8:7:8::1", times: 1)).ShouldBe(0);
        (await CountAsync(world, "2001:db8:8::1", times: 1)).ShouldBe(1);
        (await CountAsync(world, "203.0.113.1", times: 1)).ShouldBe(1);
        server.Clock.Advance(TimeSpan.FromHours(1));
        (await CountAsync(world, "2001:db8:7:8::1", times: 1)).ShouldBe(1);
    }

    [Fact]
    public async Task Neighbours_try_eight_times_as_many_user_codes_together()
    {
        var world = await RegistrationWorld.CreateAsync(server);

        for (var household = 0; household < 8; household++)
        {
            (await EnterAsync(world, $"2001:db8:9:{household:x}::1", times: 31)).ShouldBe(30);
        }

        (await EnterAsync(world, "2001:db8:9:8::1", times: 1)).ShouldBe(0);
        (await EnterAsync(world, "2001:db8:a::1", times: 1)).ShouldBe(1);
    }

    private static Task<int> CountAsync(RegistrationWorld world, string address, int times) => TryAsync(
        world,
        address,
        times,
        services => services.GetRequiredService<ClientRegistrations>().CountOpenAsync(CancellationToken.None));

    private static Task<int> EnterAsync(RegistrationWorld world, string address, int times) => TryAsync(
        world,
        address,
        times,
        services => services.GetRequiredService<DeviceAuthorizations>()
            .FindByUserCodeAsync("BCDFGHJK", userId: null, CancellationToken.None));

    /// <summary>How many of the tries were let through.</summary>
    private static async Task<int> TryAsync(
        RegistrationWorld world,
        string address,
        int times,
        Func<IServiceProvider, Task> act)
    {
        await using var scope = await world.App.EnterAsync();
        scope.ServiceProvider.GetRequiredService<CallDetails>().IpAddress = address;
        var passed = 0;
        for (var i = 0; i < times; i++)
        {
            try
            {
                await act(scope.ServiceProvider);
                passed++;
            }
            catch (AuthException refusal) when (refusal.Error.Kind is ErrorKind.LimitExceeded)
            {
                // Counted by not being counted.
            }
        }

        return passed;
    }
}
