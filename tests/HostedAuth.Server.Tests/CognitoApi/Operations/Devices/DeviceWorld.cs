using System.Text.Json;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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

    /// <summary>Confirmed after a sign-in by password and a code by mail, which its user has as second factor.</summary>
    public static async Task<TestDevice> RememberedAsync(SignInWorld world)
    {
        await HaveSecondFactorAsync(world);
        var device = TestDevice.Of(world, "alice", await SignInByBothAsync(world));
        (await device.ConfirmAsync()).ShouldSucceed();
        return device;
    }

    /// <summary>The device has seen a second factor, and stands in for one from now on.</summary>
    public static async Task EarnTrustAsync(SignInWorld world, TestDevice device)
    {
        await using var scope = await world.EnterAsync();
        var context = scope.ServiceProvider.GetRequiredService<HostedAuthDbContext>();
        (await context.Devices.Where(row => row.Key == device.Key)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.HasProvenSecondFactor, true))).ShouldBe(1);
    }

    /// <summary>Alice gets a code by mail as second factor, by no operation that would look after her devices.</summary>
    public static async Task HaveSecondFactorAsync(SignInWorld world, string mfa = "OPTIONAL")
    {
        (await world.Server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = world.PoolId,
            MfaConfiguration = mfa,
            EmailMfaConfiguration = new { Subject = "Code", Message = "Mail {####}" },
        })).ShouldSucceed();
        await GiveAddressAsync(world);
        await world.ChangeUserAsync("alice", user => user.ActiveFactors = ["EMAIL_OTP"]);
    }

    /// <summary>Alice has a proven address that nothing was sent to yet.</summary>
    public static async Task<string> GiveAddressAsync(SignInWorld world)
    {
        var email = People.NewEmail();
        await world.ChangeUserAsync("alice", user =>
            user.Attributes = new Dictionary<string, string> { ["email"] = email, ["email_verified"] = "true" });
        return email;
    }

    /// <summary>Signs alice in with password and code, on the device named, if any, or a new one.</summary>
    public static async Task<ApiAnswer> SignInByBothAsync(SignInWorld world, string? deviceKey = null)
    {
        // Only one code is on its way there.
        var email = await GiveAddressAsync(world);
        var asked = await world.Server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_PASSWORD_AUTH",
            ClientId = world.Client.Id,
            AuthParameters = With(deviceKey, ("USERNAME", "alice"), ("PASSWORD", SignInWorld.Password)),
        });
        asked.ShouldSucceed().Text("ChallengeName").ShouldBe("EMAIL_OTP");
        var answer = await world.Server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ChallengeName = "EMAIL_OTP",
            ClientId = world.Client.Id,
            Session = asked.Text("Session"),
            ChallengeResponses = With(
                deviceKey, ("USERNAME", "alice"), ("EMAIL_OTP_CODE", await world.Server.CodeToAsync(email))),
        });
        return answer.ShouldSucceed();
    }

    private static Dictionary<string, string> With(string? deviceKey, params (string Name, string Value)[] parameters)
    {
        var all = parameters.ToDictionary(one => one.Name, one => one.Value);
        if (deviceKey is not null)
        {
            all["DEVICE_KEY"] = deviceKey;
        }

        return all;
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
