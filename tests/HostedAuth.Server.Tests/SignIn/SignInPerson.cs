using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.CognitoApi.Operations.Devices;
using HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;
using HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.SignIn;

/// <summary>A user of a pool, and all that they hold to sign in with.</summary>
/// <param name="World">The pool; the addresses are this user's alone.</param>
/// <param name="Name">The user's name.</param>
internal sealed record SignInPerson(CodeWorld World, string Name)
{
    public string Password { get; set; } = SignInWorld.Password;

    public required TestAuthenticator App { get; init; }

    public required IReadOnlyList<string> RecoveryCodes { get; init; }

    public required SoftwareAuthenticator Passkey { get; init; }

    public required TestDevice Device { get; init; }

    /// <summary>Of a sign-in by password alone.</summary>
    public required string AccessToken { get; init; }

    public required DateTimeOffset SignedInAt { get; init; }

    /// <summary>Whether there is a second factor to ask for.</summary>
    public bool HasSecondFactor { get; set; }

    /// <summary>Where codes go, by attribute; changed by a set-up.</summary>
    public Dictionary<string, string> Addresses { get; } =
        new() { ["email"] = World.Email, ["phone_number"] = World.Phone };

    /// <summary>Makes somebody who holds everything; the pool must ask for no second factor yet.</summary>
    public static async Task<SignInPerson> CreateAsync(CodeWorld pool, string name)
    {
        var world = pool.WithNewAddresses();
        await world.AddUserAsync(name);
        var server = world.SignIn.Server;
        var device = await DeviceWorld.SignInAsync(world.SignIn, name);
        var (mfa, passkeys) = (new MfaWorld(world.SignIn), new PasskeyWorld(world.SignIn));
        var app = await mfa.AssociateAsync(device.AccessToken);
        (await mfa.VerifyAsync(device.AccessToken, app.Code())).ShouldSucceed();
        var passkey = new SoftwareAuthenticator();
        (await passkeys.RegisterAsync(device.AccessToken, passkey)).ShouldSucceed();
        (await device.ConfirmAsync()).ShouldSucceed();
        await DeviceWorld.EarnTrustAsync(world.SignIn, device);
        return new(world, name)
        {
            App = app,
            RecoveryCodes = await mfa.MakeRecoveryCodesAsync(name),
            Passkey = passkey,
            Device = device,
            AccessToken = device.AccessToken,
            SignedInAt = server.Clock.GetUtcNow(),
        };
    }

    /// <summary>Brings the user into the state that is tried.</summary>
    public Task BecomeAsync(SignInSetting setting)
    {
        HasSecondFactor = setting.Factors.Length > 0 || (setting.Mfa is "ON" && setting.HasAddresses);
        return World.SignIn.ChangeUserAsync(Name, user =>
        {
            user.ActiveFactors = setting.Factors;
            user.PreferredFactor = setting.Preferred;
            user.Status = setting.Status;
            if (!setting.HasAddresses)
            {
                user.Attributes = new Dictionary<string, string> { ["sub"] = user.Id };
            }
        });
    }
}

/// <summary>What is tried.</summary>
/// <param name="Mfa">Of the pool.</param>
/// <param name="Owed">How many different factors the pool asks of the user.</param>
/// <param name="Factors">The user's active second factors.</param>
internal sealed record SignInSetting(string Mfa, int Owed, params string[] Factors)
{
    public bool HasAddresses { get; init; } = true;

    public string? Preferred { get; init; }

    public UserStatus Status { get; init; } = UserStatus.CONFIRMED;
}
