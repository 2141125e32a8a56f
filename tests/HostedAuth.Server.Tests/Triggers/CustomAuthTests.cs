using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Fixtures;
using static HostedAuth.Server.Tests.Triggers.CustomAuthSteps;

namespace HostedAuth.Server.Tests.Triggers;

public sealed class CustomAuthTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    [Fact]
    public async Task The_triggers_ask_judge_and_let_in()
    {
        var (poolId, clientId) = await server.OpenCustomAuthAsync();
        server.Handle(ThreeTries);

        var asked = await server.BeginCustomAuthAsync(clientId);
        asked.Text("ChallengeName").ShouldBe("CUSTOM_CHALLENGE");
        asked.Json.GetProperty("ChallengeParameters").GetRawText().ShouldBe("""{"question":"5+4","USERNAME":"ada"}""");
        var answer = await server.AnswerCustomAuthAsync(clientId, asked, "9");

        answer.ShouldSucceed().Text("AuthenticationResult.RefreshToken").ShouldNotBeNull();
        server.Sources(poolId).ShouldBe(
        [
            "DefineAuthChallenge_Authentication", "CreateAuthChallenge_Authentication",
            "VerifyAuthChallengeResponse_Authentication", "DefineAuthChallenge_Authentication",
        ]);
        var events = server.Events(poolId);
        Request(events[0]).ShouldBe(["session", "userAttributes", "userNotFound", "clientMetadata"], ignoreOrder: true);
        events[0]["request"]!["session"]!.ToJsonString().ShouldBe("[]");
        events[1]["request"]!["challengeName"]!.ToString().ShouldBe("CUSTOM_CHALLENGE");
        events[2]["request"]!["privateChallengeParameters"]!.ToJsonString().ShouldBe("""{"answer":"9"}""");
        events[2]["request"]!["challengeAnswer"]!.ToString().ShouldBe("9");
        events[3]["request"]!["session"]!.ToJsonString().ShouldBe(
            """[{"challengeName":"CUSTOM_CHALLENGE","challengeResult":true,"challengeMetadata":"SUM"}]""");
    }

    [Fact]
    public async Task A_wrong_answer_leads_to_the_next_round_and_the_third_ends_it()
    {
        var (_, clientId) = await server.OpenCustomAuthAsync();
        server.Handle(ThreeTries);

        var second = await server.AnswerCustomAuthAsync(clientId, await server.BeginCustomAuthAsync(clientId), "8");
        second.Text("ChallengeName").ShouldBe("CUSTOM_CHALLENGE");
        var third = await server.AnswerCustomAuthAsync(clientId, second, "8");

        (await server.AnswerCustomAuthAsync(clientId, third, "8")).ShouldRefuse("NotAuthorizedException", WrongPair);
        (await server.AnswerCustomAuthAsync(clientId, third, "9")).ShouldRefuse("NotAuthorizedException");
    }

    [Fact]
    public async Task A_session_takes_one_answer_even_of_many_at_once()
    {
        var (poolId, clientId) = await server.OpenCustomAuthAsync();
        server.Handle(ThreeTries);
        var asked = await server.BeginCustomAuthAsync(clientId);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(guess => server.AnswerCustomAuthAsync(clientId, asked, $"{guess}")));

        server.Sources(poolId).Count(source => source.StartsWith("Verify", StringComparison.Ordinal)).ShouldBe(1);
        answers.Count(answer => answer.Error is null).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"failAuthentication":true,"issueTokens":true}""", "NotAuthorizedException")]
    [InlineData("""{}""", "InvalidLambdaResponseException")]
    [InlineData("""{"challengeName":"SOFTWARE_TOKEN_MFA"}""", "InvalidLambdaResponseException")]
    [InlineData("""{"challengeName":"PASSWORD_VERIFIER"}""", "InvalidLambdaResponseException")]
    [InlineData("""{"challengeName":"MFA_SETUP"}""", "InvalidLambdaResponseException")]
    [InlineData("""{"challengeName":"DEVICE_SRP_AUTH"}""", "InvalidLambdaResponseException")]
    [InlineData("""{"challengeName":"DEVICE_PASSWORD_VERIFIER"}""", "InvalidLambdaResponseException")]
    [InlineData("""{"challengeName":7}""", "InvalidLambdaResponseException")]
    [InlineData("""{"issueTokens":"yes"}""", "InvalidLambdaResponseException")]
    public async Task What_Define_says_decides(string response, string error)
    {
        var (_, clientId) = await server.OpenCustomAuthAsync();
        server.Handle(_ => JsonNode.Parse(response)!);

        (await server.BeginCustomAuthAsync(clientId)).ShouldRefuse(error);
    }

    [Theory]
    [InlineData("""{"publicChallengeParameters":[]}""")]
    [InlineData("""{"privateChallengeParameters":{"answer":9}}""")]
    [InlineData("""{"challengeMetadata":{}}""")]
    [InlineData("large")]
    public async Task What_Create_answers_must_be_texts_and_few(string response)
    {
        var (_, clientId) = await server.OpenCustomAuthAsync();
        object created = response == "large"
            ? new { privateChallengeParameters = new { answer = new string('x', 3000) } }
            : JsonNode.Parse(response)!;
        server.Handle(content => IsDefine(content) ? new { challengeName = "CUSTOM_CHALLENGE" } : created);

        (await server.BeginCustomAuthAsync(clientId)).ShouldRefuse("InvalidLambdaResponseException");
    }

    [Theory]
    [InlineData("AdminDisableUser", "NotAuthorizedException")]
    [InlineData("AdminResetUserPassword", "PasswordResetRequiredException")]
    public async Task Tokens_that_triggers_issue_still_need_a_user_who_may_come_in(string act, string error)
    {
        var (poolId, clientId) = await server.OpenCustomAuthAsync();
        await server.ChangeUserAsync(poolId, "ada", user =>
            user.Attributes = new Dictionary<string, string>(user.Attributes) { ["email_verified"] = "true" });
        (await server.CallAsync(act, new { UserPoolId = poolId, Username = "ada" })).ShouldSucceed();
        server.Handle(_ => new { issueTokens = true });

        (await server.BeginCustomAuthAsync(clientId)).ShouldRefuse(error);
    }

    [Fact]
    public async Task An_unconfirmed_user_gets_no_tokens()
    {
        server.Handle(_ => new { issueTokens = true });
        var (_, clientId) = await server.OpenAsync(Asking.Config);
        await server.SignUpAsync(clientId, "ada", "ada@example.com");

        (await server.BeginCustomAuthAsync(clientId)).ShouldRefuse("UserNotConfirmedException");
    }

    [Fact]
    public async Task An_unknown_name_is_asked_like_any_other_where_the_client_hides_it()
    {
        var (poolId, clientId) = await server.OpenCustomAuthAsync("ENABLED");
        server.Handle(content => (bool)content["request"]!["userNotFound"]! && IsDefine(content) && Rounds(content).Length > 0
            ? new { issueTokens = true }
            : ThreeTries(content));

        var asked = await server.BeginCustomAuthAsync(clientId, username: "nobody");
        asked.Text("ChallengeName").ShouldBe("CUSTOM_CHALLENGE");
        asked.Text("ChallengeParameters.USERNAME").ShouldBe("nobody");

        (await server.AnswerCustomAuthAsync(clientId, asked, "9", "nobody"))
            .ShouldRefuse("NotAuthorizedException", WrongPair);
        server.Events(poolId).ShouldAllBe(content => (string)content["userName"]! == "nobody");
    }

    [Fact]
    public async Task An_unknown_name_is_told_where_the_client_does_not_hide_it()
    {
        var (poolId, clientId) = await server.OpenCustomAuthAsync();

        (await server.BeginCustomAuthAsync(clientId, username: "nobody")).ShouldRefuse("UserNotFoundException");

        server.Events(poolId).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pool_without_the_triggers_says_so()
    {
        var (_, clientId) = await server.OpenCustomAuthAsync(triggers: new { DefineAuthChallenge = ServerWithFunctions.Arn });
        server.Handle(_ => new { challengeName = "CUSTOM_CHALLENGE" });

        (await server.BeginCustomAuthAsync(clientId)).ShouldRefuse(
            "InvalidParameterException", "Custom auth lambda trigger is not configured for the user pool.");
    }

    [Fact]
    public async Task A_function_that_asks_for_ever_is_stopped()
    {
        var (_, clientId) = await server.OpenCustomAuthAsync();
        server.Handle(content => IsDefine(content) ? new { challengeName = "CUSTOM_CHALLENGE" } : new { answerCorrect = false });
        var step = await server.BeginCustomAuthAsync(clientId);

        var rounds = 0;
        while (step.Error is null && rounds++ < 30)
        {
            step = await server.AnswerCustomAuthAsync(clientId, step, "x");
        }

        step.ShouldRefuse("NotAuthorizedException", WrongPair);
        rounds.ShouldBe(20);
    }

    [Fact]
    public async Task A_session_is_good_for_its_user_and_client_alone()
    {
        var (poolId, clientId) = await server.OpenCustomAuthAsync();
        await server.SignUpAsync(clientId, "eve", "eve@example.com");
        server.Handle(ThreeTries);
        var other = await server.CreateClientAsync(poolId, new { ExplicitAuthFlows = new[] { "ALLOW_CUSTOM_AUTH" } });
        var asked = await server.BeginCustomAuthAsync(clientId);

        (await server.AnswerCustomAuthAsync(clientId, asked, "9", "eve"))
            .ShouldRefuse("NotAuthorizedException", "Invalid session for the user.");
        (await server.AnswerCustomAuthAsync(other.Id, asked, "9"))
            .ShouldRefuse("NotAuthorizedException", "Invalid session for the user.");
    }

    private static IEnumerable<string> Request(JsonObject content) => content["request"]!.AsObject().Select(member => member.Key);
}
