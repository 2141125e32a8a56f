using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

/// <summary>USER_SRP_AUTH and its challenge PASSWORD_VERIFIER.</summary>
public sealed class SrpSignInTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private readonly SrpClient _srp = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_right_password_gives_tokens_with_the_session_and_without(bool withSession)
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice");

        var challenge = await BeginAsync(world, "alice");
        var answer = await AnswerAsync(world, challenge, SignInWorld.Password, withSession);

        challenge.ShouldSucceed().Text("ChallengeName").ShouldBe("PASSWORD_VERIFIER");
        challenge.Text("ChallengeParameters.USER_ID_FOR_SRP").ShouldBe("alice");
        challenge.Text("ChallengeParameters.USERNAME").ShouldBe("alice");
        answer.ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
    }

    [Fact]
    public async Task An_administrator_may_begin_it_too()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice");

        var challenge = await server.CallAsync("AdminInitiateAuth", new
        {
            UserPoolId = world.PoolId,
            AuthFlow = "USER_SRP_AUTH",
            ClientId = world.Client.Id,
            AuthParameters = new { USERNAME = "alice", SRP_A = _srp.SrpA },
        });

        (await AnswerAsync(world, challenge, SignInWorld.Password)).ShouldSucceed();
    }

    [Fact]
    public async Task Who_came_with_a_hash_alone_signs_in_by_SRP_after_the_first_plain_password()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice", change: user => user.SealedSrpVerifier = null);
        (await AnswerAsync(world, await BeginAsync(world, "alice"), SignInWorld.Password)).ShouldRefuse("NotAuthorizedException");
        (await world.SignInAsync("alice", "Wr0ng-Passw0rd")).ShouldRefuse("NotAuthorizedException");
        (await AnswerAsync(world, await BeginAsync(world, "alice"), SignInWorld.Password)).ShouldRefuse("NotAuthorizedException");

        (await world.SignInAsync("alice")).ShouldSucceed();

        (await AnswerAsync(world, await BeginAsync(world, "alice"), SignInWorld.Password)).ShouldSucceed();
    }

    [Fact]
    public async Task A_secret_block_succeeds_once()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice");
        var challenge = await BeginAsync(world, "alice");

        (await AnswerAsync(world, challenge, SignInWorld.Password, withSession: true)).ShouldSucceed();

        (await AnswerAsync(world, challenge, SignInWorld.Password, withSession: false))
            .ShouldRefuse("NotAuthorizedException");
        (await AnswerAsync(world, challenge, SignInWorld.Password, withSession: true))
            .ShouldRefuse("NotAuthorizedException", "Invalid session for the user, session can only be used once.");
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_counts_towards_the_lockout()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice");
        for (var i = 0; i < 5; i++)
        {
            (await AnswerAsync(world, await BeginAsync(world, "alice"), "Wr0ng-Passw0rd"))
                .ShouldRefuse("NotAuthorizedException", "Incorrect username or password.");
        }

        var locked = await AnswerAsync(world, await BeginAsync(world, "alice"), SignInWorld.Password);

        locked.ShouldRefuse("NotAuthorizedException", "Password attempts exceeded");
    }

    [Fact]
    public async Task A_block_is_good_for_its_own_client_and_three_minutes()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice");
        var challenge = await BeginAsync(world, "alice");

        (await AnswerAsync(await world.WithClientAsync(null), challenge, SignInWorld.Password))
            .ShouldRefuse("NotAuthorizedException");
        server.Clock.Advance(TimeSpan.FromMinutes(3));
        (await AnswerAsync(world, challenge, SignInWorld.Password)).ShouldRefuse(
            "NotAuthorizedException",
            "Invalid session for the user, session is expired.");
    }

    [Fact]
    public async Task Nobody_answers_with_a_block_that_was_made_for_another_user()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice");
        await world.AddUserAsync("bob");
        var challenge = await BeginAsync(world, "alice");
        var responses = _srp.Answer(challenge, world.PoolId, SignInWorld.Password, server.Clock.GetUtcNow());
        responses["USERNAME"] = "bob";

        var answer = await RespondAsync(world, responses, session: null);

        answer.ShouldRefuse("NotAuthorizedException");
    }

    [Fact]
    public async Task An_unknown_name_gets_a_challenge_like_a_users_own_and_always_the_same_salt()
    {
        var world = await SignInWorld.CreateAsync(server, client: new { PreventUserExistenceErrors = "ENABLED" });
        await world.AddUserAsync("alice");

        var known = await BeginAsync(world, "alice");
        var first = await BeginAsync(world, "nobody");
        var second = await BeginAsync(world, "nobody");
        var answer = await AnswerAsync(world, first, SignInWorld.Password);

        Names(first).ShouldBe(Names(known));
        first.Text("Session")!.Length.ShouldBe(known.Text("Session")!.Length);
        first.Text("ChallengeParameters.USER_ID_FOR_SRP").ShouldBe("nobody");
        second.Text("ChallengeParameters.SALT").ShouldBe(first.Text("ChallengeParameters.SALT"));
        second.Text("ChallengeParameters.SRP_B").ShouldNotBe(first.Text("ChallengeParameters.SRP_B"));
        answer.ShouldRefuse("NotAuthorizedException", "Incorrect username or password.");
    }

    [Fact]
    public async Task Where_people_sign_in_by_email_an_unknown_one_is_shown_a_sub_and_may_answer_with_it()
    {
        var world = await SignInWorld.CreateAsync(
            server, new { UsernameAttributes = new[] { "email" } }, new { PreventUserExistenceErrors = "ENABLED" });

        var challenge = await BeginAsync(world, "nobody@example.com");
        var answer = await AnswerAsync(world, challenge, SignInWorld.Password);

        Guid.TryParse(challenge.Text("ChallengeParameters.USER_ID_FOR_SRP"), out _).ShouldBeTrue();
        answer.ShouldRefuse("NotAuthorizedException", "Incorrect username or password.");
    }

    [Fact]
    public async Task A_client_that_hides_nobody_says_that_a_name_is_unknown()
    {
        var world = await SignInWorld.CreateAsync(server);

        (await BeginAsync(world, "nobody")).ShouldRefuse("UserNotFoundException", "User does not exist.");
    }

    [Fact]
    public async Task Without_a_verifier_no_password_is_right()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("imported", change: user => user.SealedSrpVerifier = null);

        var answer = await AnswerAsync(world, await BeginAsync(world, "imported"), SignInWorld.Password);

        answer.ShouldRefuse("NotAuthorizedException", "Incorrect username or password.");
    }

    [Fact]
    public async Task A_temporary_password_leads_to_a_new_one()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice", UserStatus.FORCE_CHANGE_PASSWORD);

        var answer = await AnswerAsync(world, await BeginAsync(world, "alice"), SignInWorld.Password);

        answer.ShouldSucceed().Text("ChallengeName").ShouldBe("NEW_PASSWORD_REQUIRED");
    }

    [Fact]
    public async Task The_flow_is_for_clients_that_may_use_it()
    {
        var world = await SignInWorld.CreateAsync(
            server, client: new { ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH" } });

        (await BeginAsync(world, "alice"))
            .ShouldRefuse("InvalidParameterException", "USER_SRP_AUTH is not enabled for the client.");
    }

    private Task<ApiAnswer> BeginAsync(SignInWorld world, string username) => server.CallPublicAsync("InitiateAuth", new
    {
        AuthFlow = "USER_SRP_AUTH",
        ClientId = world.Client.Id,
        AuthParameters = new { USERNAME = username, SRP_A = _srp.SrpA },
    });

    private Task<ApiAnswer> AnswerAsync(SignInWorld world, ApiAnswer challenge, string password, bool withSession = false) =>
        RespondAsync(
            world,
            _srp.Answer(challenge.ShouldSucceed(), world.PoolId, password, server.Clock.GetUtcNow()),
            withSession ? challenge.Text("Session") : null);

    private Task<ApiAnswer> RespondAsync(SignInWorld world, Dictionary<string, string> responses, string? session)
    {
        var request = new Dictionary<string, object>
        {
            ["ChallengeName"] = "PASSWORD_VERIFIER",
            ["ClientId"] = world.Client.Id,
            ["ChallengeResponses"] = responses,
        };
        if (session is not null)
        {
            request.Add("Session", session);
        }

        return server.CallPublicAsync("RespondToAuthChallenge", request);
    }

    private static IEnumerable<string> Names(ApiAnswer challenge) =>
        challenge.Json.GetProperty("ChallengeParameters").EnumerateObject().Select(member => member.Name).Order();
}
