using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Devices;

/// <summary>Who has but the password plants no device that stands in for the factor which its owner sets up later.</summary>
public sealed class DeviceBeforeFactorTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task The_first_factor_forgets_all_devices_but_the_one_it_is_set_up_on()
    {
        var world = await CreateAsync();
        var planted = await DeviceWorld.ConfirmedAsync(world);
        var own = await DeviceWorld.ConfirmedAsync(world);

        (await PreferEmailAsync(own)).ShouldSucceed();

        (await planted.SignInAsync()).ShouldSucceed().Text("ChallengeName").ShouldBe("EMAIL_OTP");
        (await planted.SetStatusAsync("remembered")).ShouldRefuse("ResourceNotFoundException");
        (await own.SetStatusAsync("remembered")).ShouldSucceed();
        (await own.SignInAsync()).ShouldSucceed().Text("ChallengeName").ShouldBe("DEVICE_SRP_AUTH");
    }

    [Fact]
    public async Task An_administrator_who_turns_the_first_factor_on_spares_no_device()
    {
        var world = await CreateAsync();
        var planted = await DeviceWorld.ConfirmedAsync(world);

        (await server.CallAsync("AdminSetUserMFAPreference", new
        {
            UserPoolId = world.PoolId,
            Username = "alice",
            EmailMfaSettings = new { Enabled = true },
        })).ShouldSucceed();

        (await planted.SignInAsync()).ShouldSucceed().Text("ChallengeName").ShouldBe("EMAIL_OTP");
    }

    [Fact]
    public async Task A_session_of_a_password_confirms_no_device_once_there_is_a_factor()
    {
        var world = await CreateAsync();
        var planted = await DeviceWorld.SignInAsync(world, "alice");
        (await PreferEmailAsync(await DeviceWorld.ConfirmedAsync(world))).ShouldSucceed();

        var refused = await planted.ConfirmAsync();

        refused.ShouldRefuse(
            "NotAuthorizedException",
            "The user has a second factor that this session did not prove. Sign in with it first.");
        (await planted.SignInAsync()).ShouldSucceed().Text("ChallengeName").ShouldBe("EMAIL_OTP");
    }

    [Fact]
    public async Task Another_factor_beside_the_first_forgets_nothing()
    {
        var world = await CreateAsync();
        var device = await DeviceWorld.ConfirmedAsync(world);
        (await PreferEmailAsync(device)).ShouldSucceed();

        (await server.CallAsync("AdminSetUserMFAPreference", new
        {
            UserPoolId = world.PoolId,
            Username = "alice",
            EmailMfaSettings = new { Enabled = true, PreferredMfa = false },
        })).ShouldSucceed();

        (await device.SignInAsync()).ShouldSucceed().Text("ChallengeName").ShouldBe("DEVICE_SRP_AUTH");
    }

    private async Task<SignInWorld> CreateAsync()
    {
        var world = await DeviceWorld.CreateAsync(server);
        (await server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = world.PoolId,
            MfaConfiguration = "OPTIONAL",
            EmailMfaConfiguration = new { Subject = "Code", Message = "Mail {####}" },
        })).ShouldSucceed();
        await world.ChangeUserAsync("alice", user => user.Attributes = new Dictionary<string, string>
        {
            ["email"] = People.NewEmail(),
            ["email_verified"] = "true",
        });
        return world;
    }

    private static Task<ApiAnswer> PreferEmailAsync(TestDevice device) => device.CallAsync("SetUserMFAPreference", new
    {
        device.AccessToken,
        EmailMfaSettings = new { Enabled = true, PreferredMfa = true },
    });
}
