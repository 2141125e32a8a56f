using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.CognitoApi.Operations.Devices;
using HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;
using HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Triggers;

namespace HostedAuth.Server.Tests.SignIn;

// The pool, and the user with all that the way asks for.
internal sealed partial class SignInWalk
{
    private const string Arn = ServerWithFunctions.Arn;

    private static object AllTriggers => new
    {
        PreAuthentication = Arn,
        PostAuthentication = Arn,
        PreTokenGeneration = Arn,
        CustomMessage = Arn,
        DefineAuthChallenge = Arn,
        CreateAuthChallenge = Arn,
        VerifyAuthChallengeResponse = Arn,
        UserMigration = Arn,
        PreSignUp = Arn,
        PostConfirmation = Arn,
    };

    private async Task PrepareAsync(string? first, string? second)
    {
        var factors = new[] { "PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN" };
        _world = await CodeWorld.CreateAsync(
            server,
            "OPTIONAL",
            new
            {
                LambdaConfig = AllTriggers,
                Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = factors } },
                DeviceConfiguration = second is "a remembered device"
                    ? new { ChallengeRequiredOnNewDevice = true, DeviceOnlyRememberedOnUserPrompt = false }
                    : null,
            },
            new
            {
                ExplicitAuthFlows = new[]
                {
                    "ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH",
                    "ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH",
                },
            });
        await new MfaWorld(_world.SignIn).ConfigureAsync("OPTIONAL");
        server.Handle(_ => null);
        await _world.AddUserAsync("alice");
        if (first is "WEB_AUTHN")
        {
            var token = await new PasskeyWorld(_world.SignIn).TokenOfAsync("alice");
            (await new PasskeyWorld(_world.SignIn).RegisterAsync(token, _passkey)).ShouldSucceed();
        }

        if (second is "SOFTWARE_TOKEN_MFA")
        {
            var mfa = new MfaWorld(_world.SignIn);
            _app = await mfa.AddAppAsync(await mfa.TokenOfAsync("alice"), "alice", appName: null);
            server.Clock.Advance(TimeSpan.FromSeconds(30));
        }
        else if (second is "NEW_PASSWORD_REQUIRED")
        {
            await _world.SignIn.ChangeUserAsync("alice", user => user.Status = UserStatus.FORCE_CHANGE_PASSWORD);
        }
        else if (second is "RECOVERY_CODE")
        {
            _recoveryCode = await AddRecoveryCodesAsync();
        }
        else if (second is "MFA_SETUP")
        {
            await _world.SignIn.ChangeUserAsync("alice", user => user.Attributes = new Dictionary<string, string> { ["sub"] = user.Id });
            await new MfaWorld(_world.SignIn).ConfigureAsync("ON");
        }
        else if (second is "SELECT_MFA_TYPE")
        {
            await _world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["SMS_MFA", "EMAIL_OTP"]);
        }
        else if (second is "a remembered device")
        {
            _device = await DeviceWorld.ConfirmedAsync(_world.SignIn);
            await _world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["SMS_MFA"]);
            await DeviceWorld.EarnTrustAsync(_world.SignIn, _device);
        }
        else if (second is not null)
        {
            await _world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = [second]);
        }
    }

    private async Task<string> AddRecoveryCodesAsync()
    {
        await _world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["SMS_MFA"]);
        return (await new MfaWorld(_world.SignIn).MakeRecoveryCodesAsync("alice"))[0];
    }
}
