using System.Text.Json;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Devices;

/// <summary>Pools that track devices, and devices of their users.</summary>
internal static class DeviceWorld
{
    /// <summary>A pool whose remembered devices stand in for a second factor, and alice in it.</summary>
    public static async Task<SignInWorld> CreateAsync(
        HostedAuthServer server,
        bool challengeRequired = true,
        bool askUser = false,
        object? client = null,
        object? more = null)
    {
        var world = await SignInWorld.CreateAsync(server, PoolOf(challengeRequired, askUser, more), client);
        await world.AddUserAsync("alice");
        return world;
    }

    /// <summary>Signs in by password on a device that the pool doesn't know.</summary>
    public static async Task<TestDevice> SignInAsync(SignInWorld world, string username) =>
        TestDevice.Of(world, username, (await world.SignInAsync(username)).ShouldSucceed());

    /// <summary>As <see cref="SignInAsync"/>, and confirms the device.</summary>
    public static async Task<TestDevice> ConfirmedAsync(SignInWorld world, string username = "alice")
    {
        var device = await SignInAsync(world, username);
        (await device.ConfirmAsync()).ShouldSucceed();
        return device;
    }

    /// <summary>As <see cref="ConfirmedAsync"/>; its user has a second factor since.</summary>
    public static async Task<TestDevice> RememberedAsync(SignInWorld world)
    {
        var device = await ConfirmedAsync(world);
        (await world.Server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = world.PoolId,
            MfaConfiguration = "OPTIONAL",
            EmailMfaConfiguration = new { Subject = "Code", Message = "Mail {####}" },
        })).ShouldSucceed();
        await world.ChangeUserAsync("alice", user =>
        {
            user.ActiveFactors = ["EMAIL_OTP"];
            user.Attributes = new Dictionary<string, string> { ["email"] = People.NewEmail(), ["email_verified"] = "true" };
        });
        return device;
    }

    private static Dictionary<string, object?> PoolOf(bool challengeRequired, bool askUser, object? more)
    {
        var members = new Dictionary<string, object?>
        {
            ["DeviceConfiguration"] = new
            {
                ChallengeRequiredOnNewDevice = challengeRequired,
                DeviceOnlyRememberedOnUserPrompt = askUser,
            },
        };
        foreach (var member in JsonSerializer.SerializeToElement(more ?? new { }).EnumerateObject())
        {
            members[member.Name] = member.Value;
        }

        return members;
    }
}
