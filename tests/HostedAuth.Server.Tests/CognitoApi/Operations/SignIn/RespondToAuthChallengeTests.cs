using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

public sealed class RespondToAuthChallengeTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string InvalidSession = "Invalid session for the user.";
    private const string SessionSpent = "Invalid session for the user, session can only be used once.";

    [Fact]
    public async Task A_session_is_good_for_one_success()
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));
        var session = await world.SessionOfAsync("alice");
        (await world.AnswerAsync(session, "alice")).ShouldSucceed();

        var again = await world.AnswerAsync(session, "alice", "An0ther-Passw0rd!");

        again.ShouldRefuse("NotAuthorizedException", SessionSpent);
        (await world.SignInAsync("alice", SignInWorld.NewPassword)).ShouldSucceed();
    }

    [Fact]
    public async Task Of_answers_in_parallel_with_one_session_one_succeeds()
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));
        var session = await world.SessionOfAsync("alice");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => world.AnswerAsync(session, "alice", $"N3w-Passw0rd!{i}")));

        answers.Count(answer => answer.Error is null).ShouldBe(1);
        foreach (var refused in answers.Where(answer => answer.Error is not null))
        {
            refused.ShouldRefuse("NotAuthorizedException", SessionSpent);
        }
    }

    [Fact]
    public async Task A_session_dies_of_too_many_wrong_answers()
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));
        var session = await world.SessionOfAsync("alice");
        for (var i = 0; i < 20; i++)
        {
            (await world.AnswerAsync(session, "alice", "short")).ShouldRefuse("InvalidPasswordException");
        }

        (await world.AnswerAsync(session, "alice")).ShouldRefuse("NotAuthorizedException", InvalidSession);
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, "Invalid session for the user, session is expired.")]
    public async Task A_session_lives_as_long_as_the_client_says(int secondsPast, string? text)
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));
        world = await world.WithClientAsync(new { AuthSessionValidity = 5 });
        var session = await world.SessionOfAsync("alice");
        server.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(secondsPast));

        var answer = await world.AnswerAsync(session, "alice");

        answer.Text("message").ShouldBe(text);
    }

    [Fact]
    public async Task A_session_is_nothing_to_another_user()
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));
        await world.AddUserAsync("mallory", UserStatus.FORCE_CHANGE_PASSWORD, attributes: ("email", "m@example.com"));
        var session = await world.SessionOfAsync("mallory");

        (await world.AnswerAsync(session, "alice")).ShouldRefuse("NotAuthorizedException", InvalidSession);
        (await world.AnswerAsync(session, "nobody")).ShouldRefuse("NotAuthorizedException", InvalidSession);
    }

    [Fact]
    public async Task A_session_is_nothing_to_another_client()
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));
        var session = await world.SessionOfAsync("alice");
        var other = await world.WithClientAsync(null);

        (await other.AnswerAsync(session, "alice")).ShouldRefuse("NotAuthorizedException", InvalidSession);
    }

    [Fact]
    public async Task A_session_is_nothing_to_another_pool()
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));
        var other = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));
        var session = await world.SessionOfAsync("alice");

        (await other.AnswerAsync(session, "alice")).ShouldRefuse("NotAuthorizedException", InvalidSession);
    }

    [Theory]
    [InlineData("twenty characters or more")]
    [InlineData("AYABeAYABeAYABeAYABeAYABe")]
    public async Task What_is_no_session_is_refused(string session)
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));

        (await world.AnswerAsync(session, "alice")).ShouldRefuse("NotAuthorizedException", InvalidSession);
    }

    [Fact]
    public async Task A_session_answers_the_challenge_that_it_was_made_for_alone()
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));
        var session = await world.SessionOfAsync("alice");

        var answer = await server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ChallengeName = "PASSWORD",
            ClientId = world.Client.Id,
            Session = session,
            ChallengeResponses = new { USERNAME = "alice", SignInWorld.Password },
        });

        answer.ShouldRefuse("NotAuthorizedException", InvalidSession);
    }

    [Fact]
    public async Task A_password_set_meanwhile_ends_the_session()
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));
        var session = await world.SessionOfAsync("alice");
        await world.ChangeUserAsync("alice", user => user.SecurityStamp = "another");

        (await world.AnswerAsync(session, "alice")).ShouldRefuse("NotAuthorizedException", InvalidSession);
    }

    [Fact]
    public async Task A_user_disabled_meanwhile_gets_neither_tokens_nor_a_new_password()
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));
        var session = await world.SessionOfAsync("alice");
        await world.ChangeUserAsync("alice", user => user.Enabled = false);

        (await world.AnswerAsync(session, "alice")).ShouldRefuse("NotAuthorizedException", "User is disabled.");
        (await world.ReadUserAsync("alice")).Status.ShouldBe(UserStatus.FORCE_CHANGE_PASSWORD);
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("ALICE")]
    [InlineData("sub")]
    public async Task Any_name_of_the_user_will_do(string name)
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));
        var session = await world.SessionOfAsync("alice");
        var user = await world.ReadUserAsync("alice");

        (await world.AnswerAsync(session, name == "sub" ? user.Id : name)).ShouldSucceed();
    }

    [Theory]
    [InlineData("USERNAME")]
    [InlineData("NEW_PASSWORD")]
    public async Task A_missing_response_is_named(string missing)
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));
        var responses = new Dictionary<string, string> { ["USERNAME"] = "alice", ["NEW_PASSWORD"] = SignInWorld.NewPassword };
        responses.Remove(missing);

        var answer = await server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ChallengeName = "NEW_PASSWORD_REQUIRED",
            ClientId = world.Client.Id,
            Session = await world.SessionOfAsync("alice"),
            ChallengeResponses = responses,
        });

        answer.ShouldRefuse("InvalidParameterException", $"Missing required parameter {missing}");
    }

    [Fact]
    public async Task An_administrator_answers_too()
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));

        var answer = await server.CallAsync("AdminRespondToAuthChallenge", new
        {
            UserPoolId = world.PoolId,
            ChallengeName = "NEW_PASSWORD_REQUIRED",
            ClientId = world.Client.Id,
            Session = await world.SessionOfAsync("alice"),
            ChallengeResponses = new { USERNAME = "alice", NEW_PASSWORD = SignInWorld.NewPassword },
        });

        answer.ShouldSucceed().Text("AuthenticationResult.TokenType").ShouldBe("Bearer");
    }
}
