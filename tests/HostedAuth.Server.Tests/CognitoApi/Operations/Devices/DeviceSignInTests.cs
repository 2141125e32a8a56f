using HostedAuth.Server.Tests.CognitoApi.Operations.Sessions;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Devices;

/// <summary>Signing in on a device that the pool knows: DEVICE_SRP_AUTH and DEVICE_PASSWORD_VERIFIER.</summary>
public sealed class DeviceSignInTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_remembered_device_spares_its_user_the_second_factor(bool withSession)
    {
        var device = await RememberedAsync();

        var asked = await device.SignInAsync();
        var begun = await device.BeginAsync(asked);
        var answer = await device.ProveAsync(begun, withSession);

        asked.ShouldSucceed().Text("ChallengeName").ShouldBe("DEVICE_SRP_AUTH");
        begun.ShouldSucceed().Text("ChallengeName").ShouldBe("DEVICE_PASSWORD_VERIFIER");
        begun.Text("ChallengeParameters.DEVICE_KEY").ShouldBe(device.Key);
        begun.Text("ChallengeParameters.USERNAME").ShouldBe("alice");
        answer.ShouldSucceed().Text("AuthenticationResult.NewDeviceMetadata").ShouldBeNull();
        var claims = SignedInUser.Claims(answer.Text("AuthenticationResult.AccessToken")!);
        claims.GetProperty("device_key").GetString().ShouldBe(device.Key);
        claims.GetProperty("amr").GetRawText().ShouldBe("[\"pwd\"]");
    }

    [Fact]
    public async Task A_device_proves_itself_also_where_no_second_factor_is_owed()
    {
        var device = await DeviceWorld.ConfirmedAsync(await DeviceWorld.CreateAsync(server));
        server.Clock.Advance(TimeSpan.FromMinutes(10));

        var asked = await device.SignInAsync();
        var answer = await device.ProveAsync(await device.BeginAsync(asked));

        asked.ShouldSucceed().Text("ChallengeName").ShouldBe("DEVICE_SRP_AUTH");
        var again = device with { Tokens = answer.ShouldSucceed() };
        (await again.GetAsync()).ShouldSucceed().Text("Device.DeviceLastAuthenticatedDate")
            .ShouldNotBe((await again.GetAsync()).Text("Device.DeviceCreateDate"));
    }

    [Fact]
    public async Task A_device_that_is_not_remembered_is_known_but_stands_in_for_nothing()
    {
        var device = await RememberedAsync();
        (await device.SetStatusAsync("not_remembered")).ShouldSucceed();

        (await device.SignInAsync()).ShouldSucceed().Text("ChallengeName").ShouldBe("EMAIL_OTP");
    }

    [Fact]
    public async Task Where_devices_are_only_tracked_no_device_is_asked_and_none_is_new()
    {
        var device = await DeviceWorld.ConfirmedAsync(await DeviceWorld.CreateAsync(server, challengeRequired: false));

        var answer = await device.SignInAsync();

        answer.ShouldSucceed().Text("AuthenticationResult.NewDeviceMetadata").ShouldBeNull();
        SignedInUser.Claims(answer.Text("AuthenticationResult.AccessToken")!).GetProperty("device_key").GetString()
            .ShouldBe(device.Key);
    }

    [Fact]
    public async Task A_forgotten_device_and_somebody_elses_are_no_devices()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.AddUserAsync("bob");
        var (hers, his) = (await DeviceWorld.ConfirmedAsync(world), await DeviceWorld.ConfirmedAsync(world, "bob"));
        (await hers.ForgetAsync()).ShouldSucceed();

        foreach (var device in new[] { hers, his with { Username = "alice" }, hers with { Key = new string('x', 60) } })
        {
            var answer = await device.SignInAsync();
            var named = answer.ShouldSucceed().Text("AuthenticationResult.NewDeviceMetadata.DeviceKey");
            named.ShouldNotBeNull().ShouldNotBe(device.Key);
        }
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_the_right_one_may_follow()
    {
        var device = await RememberedAsync();
        var begun = await device.BeginAsync(await device.SignInAsync());

        var wrong = await (device with { Secret = "another" }).ProveAsync(begun);

        wrong.ShouldRefuse("NotAuthorizedException", "Incorrect username or password.");
        (await device.ProveAsync(begun)).ShouldSucceed();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refreshing_takes_the_device_that_the_tokens_were_issued_on(bool byTheNewOperation)
    {
        var world = await DeviceWorld.CreateAsync(server);
        var (device, other) = (await DeviceWorld.ConfirmedAsync(world), await DeviceWorld.ConfirmedAsync(world));
        Task<ApiAnswer> RefreshAsync(string? key) => !byTheNewOperation
            ? device.RefreshAsync(key)
            : device.CallAsync("GetTokensFromRefreshToken", new { ClientId = world.Client.Id, device.RefreshToken, DeviceKey = key });

        (await RefreshAsync(null)).ShouldRefuse("NotAuthorizedException", "Invalid Refresh Token");
        (await RefreshAsync(other.Key)).ShouldRefuse("NotAuthorizedException", "Invalid Refresh Token");
        var refreshed = await RefreshAsync(device.Key);

        SignedInUser.Claims(refreshed.ShouldSucceed().Text("AuthenticationResult.AccessToken")!)
            .GetProperty("device_key").GetString().ShouldBe(device.Key);
    }

    [Fact]
    public async Task Who_forgets_the_own_device_keeps_the_access_token_and_loses_the_refresh_token()
    {
        var device = await DeviceWorld.ConfirmedAsync(await DeviceWorld.CreateAsync(server));

        (await device.ForgetAsync()).ShouldSucceed();

        (await device.CallAsync("GetUser", new { device.AccessToken })).ShouldSucceed();
        (await device.RefreshAsync(device.Key)).ShouldRefuse("NotAuthorizedException", "Invalid Refresh Token");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_password_forgets_devices_unless_the_pool_is_strict(bool strict)
    {
        object? tags = strict ? new { UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" } } : null;
        object flows = new { ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" } };
        var world = await DeviceWorld.CreateAsync(server, client: flows, more: tags);
        await DeviceWorld.ConfirmedAsync(world);

        (await server.CallAsync("AdminSetUserPassword", new
        {
            UserPoolId = world.PoolId,
            Username = "alice",
            Password = SignInWorld.NewPassword,
            Permanent = true,
        })).ShouldSucceed();

        var left = await server.CallAsync("AdminListDevices", new { UserPoolId = world.PoolId, Username = "alice" });
        left.ShouldSucceed().Json.GetProperty("Devices").GetArrayLength().ShouldBe(strict ? 1 : 0);
    }

    [Fact]
    public async Task Who_changes_the_own_password_keeps_the_device_it_was_changed_on()
    {
        var world = await DeviceWorld.CreateAsync(server);
        var (device, other) = (await DeviceWorld.ConfirmedAsync(world), await DeviceWorld.ConfirmedAsync(world));

        (await device.CallAsync("ChangePassword", new
        {
            device.AccessToken,
            PreviousPassword = SignInWorld.Password,
            ProposedPassword = SignInWorld.NewPassword,
        })).ShouldSucceed();

        (await device.GetAsync()).ShouldSucceed();
        (await (device with { Key = other.Key }).GetAsync()).ShouldRefuse("ResourceNotFoundException");
    }

    /// <summary>A remembered device of a user who has a second factor since.</summary>
    private async Task<TestDevice> RememberedAsync() => await DeviceWorld.RememberedAsync(await DeviceWorld.CreateAsync(server));
}
