using HostedAuth.Server.Tests.CognitoApi.Operations.Sessions;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Devices;

/// <summary>Devices from NewDeviceMetadata to ForgetDevice, by their users.</summary>
public sealed class DeviceLifeTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_pool_that_tracks_devices_names_a_new_one_and_its_access_token_says_so()
    {
        var world = await DeviceWorld.CreateAsync(server);

        var device = await DeviceWorld.SignInAsync(world, "alice");

        device.Key.ShouldMatch($"^{world.PoolId.Split('_')[0]}_[0-9a-f-]{{36}}$");
        device.GroupKey.ShouldMatch("^-[0-9a-z]{8}$");
        SignedInUser.Claims(device.AccessToken).GetProperty("device_key").GetString().ShouldBe(device.Key);
    }

    [Fact]
    public async Task A_pool_without_a_device_configuration_names_none()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice");

        var tokens = await world.SignInAsync("alice");

        tokens.ShouldSucceed().Text("AuthenticationResult.NewDeviceMetadata").ShouldBeNull();
        SignedInUser.Claims(tokens.Text("AuthenticationResult.AccessToken")!).TryGetProperty("device_key", out _)
            .ShouldBeFalse();
    }

    [Theory]
    [InlineData(true, "not_remembered")]
    [InlineData(false, "remembered")]
    public async Task A_confirmed_device_is_remembered_unless_its_user_is_to_be_asked(bool askUser, string status)
    {
        var device = await DeviceWorld.SignInAsync(await DeviceWorld.CreateAsync(server, askUser: askUser), "alice");

        var confirmed = await device.ConfirmAsync("telephone");

        confirmed.ShouldSucceed().Text("UserConfirmationNecessary").ShouldBe(askUser ? "true" : "false");
        var shown = (await device.GetAsync()).ShouldSucceed();
        shown.Text("Device.DeviceKey").ShouldBe(device.Key);
        Attribute(shown, "device_name").ShouldBe("telephone");
        Attribute(shown, "device_status").ShouldBe("valid");
        Attribute(shown, "last_ip_used").ShouldBe("127.0.0.1");
        Attribute(shown, "dev:device_remembered_status").ShouldBe(status);
        (await device.SetStatusAsync("remembered")).ShouldSucceed();
        Attribute(await device.GetAsync(), "dev:device_remembered_status").ShouldBe("remembered");
        (await device.SetStatusAsync("not_remembered")).ShouldSucceed();
        Attribute(await device.GetAsync(), "dev:device_remembered_status").ShouldBe("not_remembered");
    }

    [Fact]
    public async Task A_device_is_confirmed_once_and_by_its_own_tokens()
    {
        var world = await DeviceWorld.CreateAsync(server);
        var device = await DeviceWorld.SignInAsync(world, "alice");
        var other = await DeviceWorld.SignInAsync(world, "alice");

        (await (device with { Key = other.Key }).ConfirmAsync())
            .ShouldRefuse("InvalidParameterException", "Invalid device key given.");
        (await device.ConfirmAsync()).ShouldSucceed();
        (await device.ConfirmAsync()).ShouldRefuse("DeviceKeyExistsException");
        (await other.GetAsync()).ShouldRefuse("ResourceNotFoundException", "Device does not exist.");
    }

    [Theory]
    [InlineData("AA==", "Ag==")]
    [InlineData("AQ==", "AA==")]
    [InlineData("AQ==", "AQ==")]
    [InlineData("AQ==", "not base64")]
    [InlineData(null, "AAAF")]
    [InlineData("AQ==", null)]
    public async Task A_verifier_that_anybody_could_answer_to_is_refused(string? salt, string? verifier)
    {
        var device = await DeviceWorld.SignInAsync(await DeviceWorld.CreateAsync(server), "alice");

        var answer = await device.CallAsync("ConfirmDevice", new
        {
            device.AccessToken,
            DeviceKey = device.Key,
            DeviceSecretVerifierConfig = new { Salt = salt, PasswordVerifier = verifier },
        });

        answer.ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task Devices_are_listed_by_pages()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.AddUserAsync("bob");
        await DeviceWorld.ConfirmedAsync(world, "bob");
        List<TestDevice> mine = [];
        for (var i = 0; i < 3; i++)
        {
            mine.Add(await DeviceWorld.ConfirmedAsync(world));
        }

        var first = await mine[0].CallAsync("ListDevices", new { mine[0].AccessToken, Limit = 2 });
        var token = first.ShouldSucceed().Text("PaginationToken");
        var second = await mine[0].CallAsync("ListDevices", new { mine[0].AccessToken, Limit = 2, PaginationToken = token });

        second.ShouldSucceed().Text("PaginationToken").ShouldBeNull();
        string?[] listed = [first.Text("Devices.0.DeviceKey"), first.Text("Devices.1.DeviceKey"), second.Text("Devices.0.DeviceKey")];
        listed.ShouldBe(mine.Select(device => device.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_signed_in_on_a_forgotten_device_is_over()
    {
        var world = await DeviceWorld.CreateAsync(server);
        var (lost, kept) = (await DeviceWorld.ConfirmedAsync(world), await DeviceWorld.ConfirmedAsync(world));

        (await lost.ForgetAsync(by: kept)).ShouldSucceed();

        (await lost.CallAsync("GetUser", new { lost.AccessToken })).ShouldRefuse("NotAuthorizedException", "Access Token has been revoked");
        (await kept.CallAsync("GetUser", new { kept.AccessToken })).ShouldSucceed();
        (await lost.ForgetAsync(by: kept)).ShouldRefuse("ResourceNotFoundException", "Device does not exist.");
    }

    [Fact]
    public async Task Somebody_elses_device_does_not_exist()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.AddUserAsync("mallory");
        var (hers, his) = (await DeviceWorld.ConfirmedAsync(world), await DeviceWorld.ConfirmedAsync(world, "mallory"));
        var asked = his with { Key = hers.Key };

        (await asked.GetAsync()).ShouldRefuse("ResourceNotFoundException");
        (await asked.SetStatusAsync("remembered")).ShouldRefuse("ResourceNotFoundException");
        (await asked.ForgetAsync()).ShouldRefuse("ResourceNotFoundException");
        (await asked.ConfirmAsync()).ShouldRefuse("InvalidParameterException");
        (await hers.GetAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task Administrators_see_remember_and_forget_devices()
    {
        var world = await DeviceWorld.CreateAsync(server, askUser: true);
        var device = await DeviceWorld.ConfirmedAsync(world);
        var named = new { UserPoolId = world.PoolId, Username = "alice", DeviceKey = device.Key };
        var remembered = new { named.UserPoolId, named.Username, named.DeviceKey, DeviceRememberedStatus = "remembered" };

        (await server.CallAsync("AdminUpdateDeviceStatus", remembered)).ShouldSucceed();
        Attribute(await server.CallAsync("AdminGetDevice", named), "dev:device_remembered_status").ShouldBe("remembered");
        (await server.CallAsync("AdminListDevices", new { named.UserPoolId, named.Username })).ShouldSucceed()
            .Text("Devices.0.DeviceKey").ShouldBe(device.Key);
        (await server.CallAsync("AdminForgetDevice", named)).ShouldSucceed();

        (await server.CallAsync("AdminGetDevice", named)).ShouldRefuse("ResourceNotFoundException", "Device does not exist.");
        (await device.CallAsync("GetUser", new { device.AccessToken })).ShouldRefuse("NotAuthorizedException");
        (await server.CallAsync("AdminGetDevice", named with { Username = "nobody" })).ShouldRefuse("UserNotFoundException");
    }

    private static string? Attribute(ApiAnswer answer, string name) =>
        answer.ShouldSucceed().Json.GetProperty("Device").GetProperty("DeviceAttributes").EnumerateArray()
            .Where(attribute => attribute.GetProperty("Name").GetString() == name)
            .Select(attribute => attribute.GetProperty("Value").GetString())
            .SingleOrDefault();
}
