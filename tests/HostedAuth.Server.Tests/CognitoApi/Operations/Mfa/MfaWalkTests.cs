using System.Net;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;

/// <summary>
/// Somebody who knows the password walks about at random: no sequence of answers gives tokens without a second factor that
/// is right and was never used, nor twice from one session.
/// </summary>
public sealed class MfaWalkTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const int Steps = 40;

    private static readonly string[] Challenges =
    [
        "SOFTWARE_TOKEN_MFA", "EMAIL_OTP", "SMS_MFA", "SELECT_MFA_TYPE", "MFA_SETUP", "NEW_PASSWORD_REQUIRED",
        "PASSWORD", "WEB_AUTHN", "DEVICE_SRP_AUTH", "CUSTOM_CHALLENGE", "SELECT_CHALLENGE",
    ];

    [Theory]
    [InlineData("OPTIONAL", 1)]
    [InlineData("OPTIONAL", 2)]
    [InlineData("OPTIONAL", 3)]
    [InlineData("ON", 4)]
    [InlineData("ON", 5)]
    [InlineData("ON", 6)]
    public async Task No_walk_gives_tokens_without_a_second_factor(string configuration, int seed)
    {
        var walk = await Walk.BeginAsync(server, configuration, seed);
        for (var i = 0; i < Steps; i++)
        {
            await walk.StepAsync();
        }

        // And whoever has the app still comes in.
        server.Clock.Advance(TimeSpan.FromHours(1));
        (await walk.SignInAsync()).ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
    }

    private sealed class Walk(MfaWorld world, TestAuthenticator app, TestAuthenticator foreign, Queue<string> recovery, int seed)
    {
        private readonly List<ApiAnswer> _sessions = [];
        private readonly HashSet<string> _spent = [];
        private readonly HashSet<string> _given = [];
        private uint _state = (uint)seed;

        public static async Task<Walk> BeginAsync(HostedAuthServer server, string configuration, int seed)
        {
            var world = await MfaWorld.CreateAsync(server);
            var foreign = await world.AddAppAsync("mallory");
            var token = await world.JoinAsync("alice", ("email", People.NewEmail()), ("email_verified", "true"));
            var app = await world.AddAppAsync(token, "alice", appName: null);
            var codes = await world.MakeRecoveryCodesAsync("alice");
            await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["SOFTWARE_TOKEN_MFA", "EMAIL_OTP"]);
            await world.ConfigureAsync(configuration);
            server.Clock.Advance(TimeSpan.FromMinutes(1));
            return new Walk(world, app, foreign, new Queue<string>(codes), seed);
        }

        public async Task<ApiAnswer> SignInAsync() => await world.AnswerCodeAsync(
            await world.AnswerAsync(await AskAsync(), "alice", "SELECT_MFA_TYPE", ("ANSWER", "SOFTWARE_TOKEN_MFA")),
            "alice",
            app.Code());

        public async Task StepAsync()
        {
            if (_sessions.Count == 0 || Next(4) == 0)
            {
                _sessions.Add(await AskAsync());
                return;
            }

            var at = _sessions[Next(_sessions.Count)];
            switch (Next(8))
            {
                case 0:
                    await AnswerAsync(at, isProof: true, ("SOFTWARE_TOKEN_MFA_CODE", app.Code()));
                    break;
                case 1 when recovery.TryDequeue(out var code):
                    await AnswerAsync(at, isProof: true, ("RECOVERY_CODE", code));
                    break;
                case 2:
                    world.Server.Clock.Advance(TimeSpan.FromSeconds(30));
                    break;
                case 3:
                    await AnswerAsync(at, isProof: false, ("ANSWER", Challenges[Next(Challenges.Length)]));
                    break;
                case 4:
                    await AnswerAsync(at, isProof: false, ("SOFTWARE_TOKEN_MFA_CODE", foreign.Code()), ("EMAIL", People.NewEmail()));
                    break;
                case 5:
                    await SetUpAsync(at);
                    break;
                default:
                    await AnswerAsync(
                        at,
                        isProof: false,
                        ("SOFTWARE_TOKEN_MFA_CODE", app.WrongCode()),
                        ("PASSWORD", "Passw0rd!"),
                        ("NEW_PASSWORD", "N3w-Passw0rd!"),
                        ("EMAIL_OTP_CODE", "000000"));
                    break;
            }
        }

        private async Task<ApiAnswer> AskAsync() => await world.AskAsync("alice", "SELECT_MFA_TYPE");

        /// <summary>A stranger's app must not become the user's.</summary>
        private async Task SetUpAsync(ApiAnswer at) =>
            (await world.Server.CallPublicAsync("AssociateSoftwareToken", new { Session = at.Text("Session") }))
                .ShouldRefuse("NotAuthorizedException");

        private async Task AnswerAsync(ApiAnswer at, bool isProof, params (string Name, string Value)[] responses)
        {
            var challenge = Next(3) > 0 ? at.Text("ChallengeName")! : Challenges[Next(Challenges.Length)];
            var answer = await world.AnswerAsync(at, "alice", challenge, responses);
            if (answer.Status is not HttpStatusCode.OK)
            {
                return;
            }

            _spent.Add(at.Text("Session")!).ShouldBeTrue("a session was good twice");
            if (answer.Text("AuthenticationResult.AccessToken") is null)
            {
                _sessions.Add(answer);
                return;
            }

            isProof.ShouldBeTrue($"{challenge} gave tokens");
            _given.Add(responses[0].Value).ShouldBeTrue("a code was good twice");
        }

        /// <summary>Below the limit, by the seed alone: a walk that fails fails again.</summary>
        private int Next(int limit)
        {
            _state = unchecked((_state * 1_664_525) + 1_013_904_223);
            return (int)((_state >> 16) % (uint)limit);
        }
    }
}
