using System.Net;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;

public sealed class RecoveryCodesTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Ten_codes_are_given_and_none_is_kept_in_clear()
    {
        var (world, codes) = await CreateAsync();

        codes.Count.ShouldBe(10);
        codes.Distinct().Count().ShouldBe(10);
        codes.ShouldAllBe(code => code.Length == 11 && code[5] == '-');
        await using var scope = await world.SignIn.EnterAsync();
        var rows = await scope.ServiceProvider.GetRequiredService<HostedAuthDbContext>().RecoveryCodes.ToListAsync();
        rows.Count.ShouldBe(10);
        rows.ShouldAllBe(row => row.Mac.Length == 32);
    }

    [Fact]
    public async Task A_code_stands_in_for_the_second_factor_once()
    {
        var (world, codes) = await CreateAsync();

        var answer = await RecoverAsync(world, codes[3]);

        answer.ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
        (await RecoverAsync(world, codes[3])).ShouldRefuse("CodeMismatchException", "Invalid code received for user");
        (await RecoverAsync(world, codes[4])).ShouldSucceed();
    }

    [Fact]
    public async Task A_code_may_be_typed_in_capitals_with_blanks_or_without_the_dash()
    {
        var (world, codes) = await CreateAsync();

        (await RecoverAsync(world, codes[0].ToUpperInvariant())).ShouldSucceed();
        (await RecoverAsync(world, $" {codes[1].Replace('-', ' ')} ")).ShouldSucceed();
        (await RecoverAsync(world, codes[2].Replace("-", "", StringComparison.Ordinal))).ShouldSucceed();
    }

    [Fact]
    public async Task New_codes_void_the_old_ones()
    {
        var (world, codes) = await CreateAsync();
        var token = (await RecoverAsync(world, codes[0])).ShouldSucceed().Text("AuthenticationResult.AccessToken")!;

        var newer = await RegenerateAsync(token);

        (await RecoverAsync(world, codes[1])).ShouldRefuse("CodeMismatchException");
        (await RecoverAsync(world, newer[1])).ShouldSucceed();
    }

    [Fact]
    public async Task A_session_of_a_password_makes_none_once_there_is_a_second_factor()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice");
        var app = await world.AddAppAsync(token, "alice", appName: null);
        server.Clock.Advance(TimeSpan.FromSeconds(30));

        var refused = await server.CallPublicAsync("RegenerateRecoveryCodes", new { AccessToken = token });

        refused.ShouldRefuse(
            "NotAuthorizedException",
            "This session proved no second factor. Sign in with one first.");
        var proven = (await world.SignInAsync("alice", app.Code())).ShouldSucceed();
        (await RegenerateAsync(proven.Text("AuthenticationResult.AccessToken")!)).Count.ShouldBe(10);
    }

    [Fact]
    public async Task Of_parallel_sign_ins_with_one_code_exactly_one_wins()
    {
        var (world, codes) = await CreateAsync();
        var asked = new List<ApiAnswer>();
        for (var i = 0; i < 5; i++)
        {
            asked.Add(await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA"));
        }

        var answers = await Task.WhenAll(asked.Select(session =>
            world.AnswerAsync(session, "alice", "SOFTWARE_TOKEN_MFA", ("RECOVERY_CODE", codes[0]))));

        answers.Count(answer => answer.Status is HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task Guesses_are_limited_over_all_sessions()
    {
        var (world, codes) = await CreateAsync();
        for (var i = 0; i < 10; i++)
        {
            (await RecoverAsync(world, "aaaaa-aaaaa")).ShouldRefuse("CodeMismatchException");
        }

        (await RecoverAsync(world, codes[0])).ShouldRefuse("TooManyRequestsException");
    }

    [Fact]
    public async Task Another_users_code_is_refused()
    {
        var (world, _) = await CreateAsync();
        await world.SignIn.AddUserAsync("bob");
        var codes = await world.MakeRecoveryCodesAsync("bob");

        (await RecoverAsync(world, codes[0])).ShouldRefuse("CodeMismatchException");
    }

    [Fact]
    public async Task A_code_is_no_first_factor_and_no_new_password()
    {
        var (world, codes) = await CreateAsync();
        await world.SignIn.AddUserAsync("bob", Core.Users.UserStatus.FORCE_CHANGE_PASSWORD);
        var session = await world.SignIn.SessionOfAsync("bob");

        (await server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_PASSWORD_AUTH",
            ClientId = world.SignIn.Client.Id,
            AuthParameters = new { USERNAME = "alice", PASSWORD = "wrong", RECOVERY_CODE = codes[0] },
        })).ShouldRefuse("NotAuthorizedException");
        (await server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ChallengeName = "NEW_PASSWORD_REQUIRED",
            ClientId = world.SignIn.Client.Id,
            Session = session,
            ChallengeResponses = new { USERNAME = "bob", RECOVERY_CODE = codes[0] },
        })).ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task A_code_does_not_set_up_a_factor()
    {
        var (world, _) = await CreateAsync();
        await world.SignIn.AddUserAsync("bob");
        var codes = await world.MakeRecoveryCodesAsync("bob");
        await world.ConfigureAsync("ON");
        var asked = await world.AskAsync("bob", "MFA_SETUP");

        (await world.AnswerAsync(asked, "bob", "MFA_SETUP", ("RECOVERY_CODE", codes[0]))).ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task An_administrator_who_removes_the_apps_voids_the_codes()
    {
        var (world, codes) = await CreateAsync();
        (await server.CallAsync("AdminDeleteSoftwareToken", new { UserPoolId = world.SignIn.PoolId, Username = "alice" }))
            .ShouldSucceed();
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["SOFTWARE_TOKEN_MFA"]);

        (await RecoverAsync(world, codes[0])).ShouldRefuse("CodeMismatchException");
    }

    [Fact]
    public async Task Pages_are_told_of_it_as_an_alternative_while_codes_are_left()
    {
        var (world, codes) = await CreateAsync();
        var session = (await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA")).Text("Session")!;

        var step = await SwitchAsync(world, session);

        var challenge = step.ShouldBeOfType<SignInStep.Challenge>();
        challenge.Name.ShouldBe("RECOVERY_CODE");
        challenge.Alternatives.ShouldBe(["SOFTWARE_TOKEN_MFA"]);
        await using (var scope = await world.SignIn.EnterAsync())
        {
            (await AnswerAsync(scope.ServiceProvider, world, challenge.Session, codes[0])).ShouldBeOfType<SignInStep.Completed>();
        }

        await world.SignIn.AddUserAsync("bob", change: user => user.ActiveFactors = ["SOFTWARE_TOKEN_MFA"]);
        var other = (await world.AskAsync("bob", "SOFTWARE_TOKEN_MFA")).Text("Session")!;
        (await SwitchAsync(world, other)).ShouldBeOfType<SignInStep.Refused>();
    }

    [Fact]
    public async Task Who_has_no_second_factor_lays_no_codes_by()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice");

        var answer = await server.CallPublicAsync("RegenerateRecoveryCodes", new { AccessToken = token });

        answer.ShouldRefuse("NotAuthorizedException", "This session proved no second factor. Sign in with one first.");
    }

    [Fact]
    public async Task Codes_and_sessions_of_anothers_factor_are_worth_nothing_once_the_owner_has_one()
    {
        var world = await MfaWorld.CreateAsync(server);
        var stranger = await world.AddAppAsync("alice");
        var old = (await world.SignInAsync("alice", stranger.Code())).Text("AuthenticationResult.AccessToken")!;
        var codes = await RegenerateAsync(old);
        (await server.CallAsync("AdminSetUserMFAPreference", new
        {
            UserPoolId = world.SignIn.PoolId,
            Username = "alice",
            SoftwareTokenMfaSettings = new { Enabled = false },
        })).ShouldSucceed();
        server.Clock.Advance(TimeSpan.FromMinutes(1));

        (await server.SetPreferenceAsync(await world.TokenOfAsync("alice"), ("SoftwareTokenMfaSettings", Preferences.On))).ShouldSucceed();

        (await RecoverAsync(world, codes[0])).ShouldRefuse("CodeMismatchException");
        (await server.CallPublicAsync("RegenerateRecoveryCodes", new { AccessToken = old })).ShouldRefuse("NotAuthorizedException");
    }

    private async Task<(MfaWorld World, IReadOnlyList<string> Codes)> CreateAsync()
    {
        var world = await MfaWorld.CreateAsync(server);
        await world.AddAppAsync(await world.JoinAsync("alice"), "alice", appName: null);
        return (world, await world.MakeRecoveryCodesAsync("alice"));
    }

    private async Task<IReadOnlyList<string>> RegenerateAsync(string token)
    {
        var answer = (await server.CallPublicAsync("RegenerateRecoveryCodes", new { AccessToken = token })).ShouldSucceed();
        return [.. answer.Json.GetProperty("RecoveryCodes").EnumerateArray().Select(code => code.GetString()!)];
    }

    private static async Task<ApiAnswer> RecoverAsync(MfaWorld world, string code) => await world.AnswerAsync(
        await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA"),
        "alice",
        "SOFTWARE_TOKEN_MFA",
        ("RECOVERY_CODE", code));

    private static async Task<SignInStep> SwitchAsync(MfaWorld world, string session)
    {
        await using var scope = await world.SignIn.EnterAsync();
        var client = scope.ServiceProvider.GetRequiredService<PoolScope>().Pool.RequireClient(world.SignIn.Client.Id);
        var flow = scope.ServiceProvider.GetRequiredService<SignInFlow>();
        return await flow.SwitchAsync(client, session, "RECOVERY_CODE", CancellationToken.None);
    }

    private static Task<SignInStep> AnswerAsync(IServiceProvider services, MfaWorld world, string session, string code)
    {
        var client = services.GetRequiredService<PoolScope>().Pool.RequireClient(world.SignIn.Client.Id);
        return services.GetRequiredService<SignInFlow>().AnswerAsync(
            client,
            "RECOVERY_CODE",
            session,
            new Dictionary<string, string> { ["RECOVERY_CODE"] = code },
            CancellationToken.None);
    }
}
