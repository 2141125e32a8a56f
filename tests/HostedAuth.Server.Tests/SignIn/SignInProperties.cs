using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Triggers;
using Xunit.Abstractions;

namespace HostedAuth.Server.Tests.SignIn;

/// <summary>
/// What no sequence of moves, however odd, may come to: tokens without the factors that the pool asks for; a session used
/// twice, late, or by another user, client or pool. The sequences are those of the <see cref="TestSeed"/>.
/// </summary>
public sealed class SignInProperties(ServerWithFunctions server, ITestOutputHelper output) : IClassFixture<ServerWithFunctions>
{
    /// <summary>How often each way to begin is walked.</summary>
    private const int Rounds = 2;

    private const int Size = 50;

    private static readonly Dictionary<string, SignInSetting> Settings = new()
    {
        ["OFF"] = new("OFF", 1),
        ["OPTIONAL, none"] = new("OPTIONAL", 1),
        ["OPTIONAL, text"] = new("OPTIONAL", 2, "SMS_MFA"),
        ["OPTIONAL, app or mail"] = new("OPTIONAL", 2, "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"),
        ["OPTIONAL, passkey"] = new("OPTIONAL", 2, "WEB_AUTHN"),
        ["OPTIONAL, temporary password"] = new("OPTIONAL", 2, "SOFTWARE_TOKEN_MFA") { Status = UserStatus.FORCE_CHANGE_PASSWORD },
        ["ON, addresses"] = new("ON", 2),
        ["ON, app"] = new("ON", 2, "SOFTWARE_TOKEN_MFA", "SMS_MFA", "WEB_AUTHN") { Preferred = "SOFTWARE_TOKEN_MFA" },
        ["ON, nothing yet"] = new("ON", 2) { HasAddresses = false },
    };

    public static TheoryData<string> Names => [.. Settings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task No_sequence_of_moves_gives_what_was_not_earned(string name)
    {
        server.Handle(SignInModel.Function);
        var setting = Settings[name];
        var sequences = SignInMove.Sequences.Sample(Rounds, new Rnd(TestSeed.Value), Size).SelectMany(round => round).ToList();
        var (there, people) = await CreateAsync(setting, sequences.Count);
        var completed = new List<string>();
        foreach (var (person, moves) in people.Zip(sequences))
        {
            var model = new SignInModel(server, person, there, setting.Owed);
            foreach (var move in moves)
            {
                await model.MakeAsync(move);
            }

            model.Violation.ShouldBeNull($"{TestSeed.Text}\n{string.Join('\n', moves.AsEnumerable())}");
            completed.AddRange(model.Completed);
        }

        output.WriteLine(string.Join('\n', completed.CountBy(proofs => proofs).Select(pair => $"{pair.Value} x {pair.Key}").Order(StringComparer.Ordinal)));
        completed.ShouldNotBeEmpty("Nobody came in at all.");
    }

    /// <summary>Somebody for each sequence, and another pool with users of the same names.</summary>
    private async Task<(CodeWorld There, IReadOnlyList<SignInPerson> People)> CreateAsync(SignInSetting setting, int count)
    {
        var (here, there) = (await PoolAsync(), await PoolAsync());
        var people = new List<SignInPerson>();
        await here.SignIn.AddUserAsync("mallory");
        for (var i = 0; i < count; i++)
        {
            people.Add(await SignInPerson.CreateAsync(here, $"user{i}"));
            await there.SignIn.AddUserAsync($"user{i}");
        }

        await ConfigureAsync(here, setting.Mfa);
        await ConfigureAsync(there, setting.Mfa);
        foreach (var person in people)
        {
            await person.BecomeAsync(setting);
        }

        // The app's first code was used to set it up.
        server.Clock.Advance(TimeSpan.FromSeconds(30));
        return (there, people);
    }

    private async Task<CodeWorld> PoolAsync()
    {
        const string arn = ServerWithFunctions.Arn;
        var world = await CodeWorld.CreateAsync(
            server,
            "OFF",
            new
            {
                Policies = new
                {
                    SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN" } },
                },
                DeviceConfiguration = new { ChallengeRequiredOnNewDevice = true, DeviceOnlyRememberedOnUserPrompt = false },
                LambdaConfig = new { DefineAuthChallenge = arn, CreateAuthChallenge = arn, VerifyAuthChallengeResponse = arn },
            },
            new
            {
                ExplicitAuthFlows = new[]
                {
                    "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH", "ALLOW_CUSTOM_AUTH",
                },
            });
        await ConfigureAsync(world, "OPTIONAL");
        return world;
    }

    private async Task ConfigureAsync(CodeWorld world, string mfa)
    {
        var request = new JsonObject
        {
            ["UserPoolId"] = world.SignIn.PoolId,
            ["MfaConfiguration"] = mfa,
            ["WebAuthnConfiguration"] = new JsonObject { ["FactorConfiguration"] = "MULTI_FACTOR_WITH_USER_VERIFICATION" },
        };
        if (mfa is not "OFF")
        {
            request["SoftwareTokenMfaConfiguration"] = new JsonObject { ["Enabled"] = true };
            request["SmsMfaConfiguration"] = new JsonObject();
            request["EmailMfaConfiguration"] = new JsonObject();
        }

        (await server.CallAsync("SetUserPoolMfaConfig", request)).ShouldSucceed();
    }
}
