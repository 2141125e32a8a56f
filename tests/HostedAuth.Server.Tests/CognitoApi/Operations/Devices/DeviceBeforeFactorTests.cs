using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Devices;

/// <summary>A device that saw one factor stands in for no second one, whenever and however that comes to be asked for.</summary>
public sealed class DeviceBeforeFactorTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task The_factor_that_its_user_switches_on_is_asked_for_on_every_device_once()
    {
        var world = await CreateAsync();
        var planted = await DeviceWorld.ConfirmedAsync(world);
        var own = await DeviceWorld.ConfirmedAsync(world);

        (await PreferEmailAsync(own)).ShouldSucceed();

        await ShouldBeAskedAsync(planted);
        await ShouldBeAskedAsync(own);
        await DeviceWorld.SignInByBothAsync(world, own.Key);
        (await own.SignInAsync()).ShouldSucceed().Text("ChallengeName").ShouldBe("DEVICE_SRP_AUTH");
        await ShouldBeAskedAsync(planted);
    }

    [Fact]
    public async Task So_is_one_that_an_administrator_switches_on()
    {
        var world = await CreateAsync();
        var planted = await DeviceWorld.ConfirmedAsync(world);

        await SwitchEmailAsync(world, on: true);

        await ShouldBeAskedAsync(planted);
    }

    [Fact]
    public async Task So_is_one_that_counts_once_the_pool_asks_everybody()
    {
        var world = await CreateAsync(mfa: "OFF");
        var planted = await DeviceWorld.ConfirmedAsync(world);
        (await planted.SignInAsync()).ShouldSucceed().Text("ChallengeName").ShouldBe("DEVICE_SRP_AUTH");

        await SetMfaAsync(world, "ON");

        await ShouldBeAskedAsync(planted);
    }

    [Fact]
    public async Task So_is_one_that_lay_dormant_while_the_device_was_confirmed()
    {
        var world = await CreateAsync(mfa: "OFF");
        await world.ChangeUserAsync("alice", user => user.ActiveFactors = ["EMAIL_OTP"]);
        var planted = await DeviceWorld.ConfirmedAsync(world);

        await SetMfaAsync(world, "OPTIONAL");

        await ShouldBeAskedAsync(planted);
    }

    [Fact]
    public async Task A_session_of_a_password_confirms_a_device_that_stands_in_for_nothing()
    {
        var world = await CreateAsync();
        var planted = await DeviceWorld.SignInAsync(world, "alice");
        (await PreferEmailAsync(await DeviceWorld.ConfirmedAsync(world))).ShouldSucceed();

        (await planted.ConfirmAsync()).ShouldSucceed();
        (await planted.SetStatusAsync("remembered")).ShouldSucceed();

        await ShouldBeAskedAsync(planted);
    }

    [Fact]
    public async Task A_session_of_a_factor_that_is_gone_confirms_a_device_that_stands_in_for_nothing()
    {
        var world = await CreateAsync();
        await SwitchEmailAsync(world, on: true);
        var device = TestDevice.Of(world, "alice", await DeviceWorld.SignInByBothAsync(world));
        await SwitchEmailAsync(world, on: false);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await SwitchEmailAsync(world, on: true);

        (await device.ConfirmAsync()).ShouldSucceed();

        await ShouldBeAskedAsync(device);
    }

    [Fact]
    public async Task What_a_device_earned_by_a_factor_that_is_gone_is_lost_with_the_next_first_factor()
    {
        var world = await CreateAsync();
        await SwitchEmailAsync(world, on: true);
        var device = TestDevice.Of(world, "alice", await DeviceWorld.SignInByBothAsync(world));
        (await device.ConfirmAsync()).ShouldSucceed();
        (await device.SignInAsync()).ShouldSucceed().Text("ChallengeName").ShouldBe("DEVICE_SRP_AUTH");

        await SwitchEmailAsync(world, on: false);
        await SwitchEmailAsync(world, on: true);

        await ShouldBeAskedAsync(device);
    }

    [Fact]
    public async Task Another_factor_beside_the_first_takes_nothing_from_a_device()
    {
        var world = await CreateAsync();
        await SwitchEmailAsync(world, on: true);
        var device = TestDevice.Of(world, "alice", await DeviceWorld.SignInByBothAsync(world));
        (await device.ConfirmAsync()).ShouldSucceed();

        await SwitchEmailAsync(world, on: true);

        (await device.SignInAsync()).ShouldSucceed().Text("ChallengeName").ShouldBe("DEVICE_SRP_AUTH");
    }

    [Fact]
    public async Task A_device_that_lost_its_merit_while_it_was_asked_lets_nobody_in()
    {
        var world = await CreateAsync();
        await SwitchEmailAsync(world, on: true);
        var device = TestDevice.Of(world, "alice", await DeviceWorld.SignInByBothAsync(world));
        (await device.ConfirmAsync()).ShouldSucceed();
        var begun = await device.BeginAsync(await device.SignInAsync());
        await SwitchEmailAsync(world, on: false);
        await SwitchEmailAsync(world, on: true);

        var answer = await device.ProveAsync(begun);

        answer.Text("AuthenticationResult").ShouldBeNull(answer.Body);
    }

    [Fact]
    public async Task Naming_a_device_with_a_wrong_code_earns_it_nothing()
    {
        var world = await CreateAsync();
        var planted = await DeviceWorld.ConfirmedAsync(world);
        await SwitchEmailAsync(world, on: true);
        var asked = await planted.SignInAsync();

        (await planted.RespondAsync(
            "EMAIL_OTP",
            asked.Text("Session"),
            new() { ["USERNAME"] = "alice", ["EMAIL_OTP_CODE"] = "000000", ["DEVICE_KEY"] = planted.Key }))
            .ShouldRefuse("CodeMismatchException");

        await ShouldBeAskedAsync(planted);
    }

    [Fact]
    public async Task In_a_strict_pool_a_remembered_device_stands_in_as_on_AWS()
    {
        var world = await CreateAsync(strict: true);
        var device = await DeviceWorld.ConfirmedAsync(world);

        await SwitchEmailAsync(world, on: true);

        (await device.SignInAsync()).ShouldSucceed().Text("ChallengeName").ShouldBe("DEVICE_SRP_AUTH");
    }

    private static async Task ShouldBeAskedAsync(TestDevice device) =>
        (await device.SignInAsync()).ShouldSucceed().Text("ChallengeName").ShouldBe("EMAIL_OTP");

    private async Task<SignInWorld> CreateAsync(string mfa = "OPTIONAL", bool strict = false)
    {
        object? more = !strict ? null : new
        {
            UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" },
            EmailConfiguration = new
            {
                EmailSendingAccount = "DEVELOPER",
                SourceArn = "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
            },
        };
        object? flows = strict ? new { ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" } } : null;
        var world = await DeviceWorld.CreateAsync(server, client: flows, more: more);
        await SetMfaAsync(world, mfa);
        await DeviceWorld.GiveAddressAsync(world);
        return world;
    }

    private async Task SetMfaAsync(SignInWorld world, string mfa)
    {
        object? email = mfa is "OFF" ? null : new { Subject = "Code", Message = "Mail {####}" };
        (await server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = world.PoolId,
            MfaConfiguration = mfa,
            EmailMfaConfiguration = email,
        })).ShouldSucceed();
    }

    private async Task SwitchEmailAsync(SignInWorld world, bool on) =>
        (await server.CallAsync("AdminSetUserMFAPreference", new
        {
            UserPoolId = world.PoolId,
            Username = "alice",
            EmailMfaSettings = new { Enabled = on, PreferredMfa = false },
        })).ShouldSucceed();

    private static Task<ApiAnswer> PreferEmailAsync(TestDevice device) => device.CallAsync("SetUserMFAPreference", new
    {
        device.AccessToken,
        EmailMfaSettings = new { Enabled = true, PreferredMfa = true },
    });
}
