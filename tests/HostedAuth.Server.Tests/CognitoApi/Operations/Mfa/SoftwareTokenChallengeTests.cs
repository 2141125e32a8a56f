using System.Net;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;

public sealed class SoftwareTokenChallengeTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_code_of_the_app_completes_the_sign_in()
    {
        var world = await MfaWorld.CreateAsync(server);
        var app = await world.AddAppAsync("alice", "Alice's phone");

        var asked = await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA");
        var answer = await world.AnswerCodeAsync(asked, "alice", app.Code());

        asked.Text("ChallengeParameters.USER_ID_FOR_SRP").ShouldBe("alice");
        asked.Text("ChallengeParameters.FRIENDLY_DEVICE_NAME").ShouldBe("Alice's phone");
        answer.ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_wrong_code_is_refused_and_the_session_stays_good_for_some_more()
    {
        var world = await MfaWorld.CreateAsync(server);
        var app = await world.AddAppAsync("alice");
        var asked = await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA");

        for (var i = 0; i < 4; i++)
        {
            (await world.AnswerCodeAsync(asked, "alice", app.WrongCode()))
                .ShouldRefuse("CodeMismatchException", "Invalid code received for user");
        }

        (await world.AnswerCodeAsync(asked, "alice", app.Code())).ShouldSucceed();
    }

    [Fact]
    public async Task After_five_answers_a_session_is_done()
    {
        var world = await MfaWorld.CreateAsync(server);
        var app = await world.AddAppAsync("alice");
        var asked = await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA");
        for (var i = 0; i < 5; i++)
        {
            await world.AnswerCodeAsync(asked, "alice", app.WrongCode());
        }

        (await world.AnswerCodeAsync(asked, "alice", app.Code())).ShouldRefuse("NotAuthorizedException");
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task The_phones_clock_may_be_one_step_off(int steps, bool isRight)
    {
        var world = await MfaWorld.CreateAsync(server);
        var app = await world.AddAppAsync("alice");
        server.Clock.Advance(TimeSpan.FromMinutes(5));

        var answer = await world.SignInAsync("alice", app.Code(steps));

        answer.Error.ShouldBe(isRight ? null : "CodeMismatchException");
    }

    [Fact]
    public async Task The_code_that_verified_the_app_never_counts_again()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice");
        var app = await world.AddAppAsync(token, "alice", appName: null);

        (await world.SignInAsync("alice", app.Code()))
            .ShouldRefuse("ExpiredCodeException", "Your software token has already been used once.");
    }

    [Fact]
    public async Task A_used_code_and_all_before_it_are_refused()
    {
        var world = await MfaWorld.CreateAsync(server);
        var app = await world.AddAppAsync("alice");
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        (await world.SignInAsync("alice", app.Code())).ShouldSucceed();

        (await world.SignInAsync("alice", app.Code())).ShouldRefuse("ExpiredCodeException");
        (await world.SignInAsync("alice", app.Code(-1))).ShouldRefuse("ExpiredCodeException");
        (await world.SignInAsync("alice", app.Code(1))).ShouldSucceed();
    }

    [Fact]
    public async Task Of_parallel_sign_ins_with_one_code_exactly_one_wins()
    {
        var world = await MfaWorld.CreateAsync(server);
        var app = await world.AddAppAsync("alice");
        var asked = new List<ApiAnswer>();
        for (var i = 0; i < 6; i++)
        {
            asked.Add(await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA"));
        }

        var answers = await Task.WhenAll(asked.Select(session => world.AnswerCodeAsync(session, "alice", app.Code())));

        answers.Count(answer => answer.Status is HttpStatusCode.OK).ShouldBe(1);
        answers.Where(answer => answer.Status is not HttpStatusCode.OK)
            .ShouldAllBe(answer => answer.Error == "ExpiredCodeException");
    }

    [Fact]
    public async Task Guesses_are_limited_over_all_sessions_and_a_right_code_ends_the_count()
    {
        var world = await MfaWorld.CreateAsync(server);
        var app = await world.AddAppAsync("alice");
        await GuessAsync(world, app, 9);
        (await world.SignInAsync("alice", app.Code())).ShouldSucceed();
        await GuessAsync(world, app, 10);

        (await world.SignInAsync("alice", app.Code(1))).ShouldRefuse("TooManyRequestsException");

        server.Clock.Advance(TimeSpan.FromHours(1));
        (await world.SignInAsync("alice", app.Code())).ShouldSucceed();
    }

    [Fact]
    public async Task Another_users_code_and_session_are_refused()
    {
        var world = await MfaWorld.CreateAsync(server);
        var alice = await world.AddAppAsync("alice");
        var bob = await world.AddAppAsync("bob");
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var asked = await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA");

        (await world.AnswerCodeAsync(asked, "alice", bob.Code())).ShouldRefuse("CodeMismatchException");
        (await world.AnswerCodeAsync(asked, "bob", bob.Code())).ShouldRefuse("NotAuthorizedException");
        (await world.AnswerCodeAsync(asked, "alice", alice.Code())).ShouldSucceed();
    }

    [Fact]
    public async Task A_code_is_asked_for_the_missing_one_and_not_where_the_pool_is_off()
    {
        var world = await MfaWorld.CreateAsync(server);
        await world.AddAppAsync("alice");
        var asked = await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA");

        (await world.AnswerAsync(asked, "alice", "SOFTWARE_TOKEN_MFA"))
            .ShouldRefuse("InvalidParameterException", "Missing required parameter SOFTWARE_TOKEN_MFA_CODE");
        await world.ConfigureAsync("OFF");
        (await world.SignIn.SignInAsync("alice")).Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
    }

    private static async Task GuessAsync(MfaWorld world, TestAuthenticator app, int times)
    {
        var asked = await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA");
        for (var i = 0; i < times; i++)
        {
            asked = i % 5 == 0 ? await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA") : asked;
            (await world.AnswerCodeAsync(asked, "alice", app.WrongCode())).ShouldRefuse("CodeMismatchException");
        }
    }
}
