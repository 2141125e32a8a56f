using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Triggers;

public sealed class CustomAuthTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    private const string Arn = ServerWithFunctions.Arn;
    private const string WrongPair = "Incorrect username or password.";

    private static readonly object All =
        new { DefineAuthChallenge = Arn, CreateAuthChallenge = Arn, VerifyAuthChallengeResponse = Arn };

    [Fact]
    public async Task The_triggers_ask_judge_and_let_in()
    {
        var (poolId, clientId) = await OpenAsync();
        server.Handle(ThreeTries);

        var asked = await BeginAsync(clientId);
        asked.Text("ChallengeName").ShouldBe("CUSTOM_CHALLENGE");
        asked.Json.GetProperty("ChallengeParameters").GetRawText().ShouldBe("""{"question":"5+4","USERNAME":"ada"}""");
        var answer = await AnswerAsync(clientId, asked, "9");

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
        var (_, clientId) = await OpenAsync();
        server.Handle(ThreeTries);

        var second = await AnswerAsync(clientId, await BeginAsync(clientId), "8");
        second.Text("ChallengeName").ShouldBe("CUSTOM_CHALLENGE");
        var third = await AnswerAsync(clientId, second, "8");

        (await AnswerAsync(clientId, third, "8")).ShouldRefuse("NotAuthorizedException", WrongPair);
        (await AnswerAsync(clientId, third, "9")).ShouldRefuse("NotAuthorizedException");
    }

    [Fact]
    public async Task A_session_takes_one_answer_even_of_many_at_once()
    {
        var (poolId, clientId) = await OpenAsync();
        server.Handle(ThreeTries);
        var asked = await BeginAsync(clientId);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(guess => AnswerAsync(clientId, asked, $"{guess}")));

        server.Sources(poolId).Count(source => source.StartsWith("Verify", StringComparison.Ordinal)).ShouldBe(1);
        answers.Count(answer => answer.Error is null).ShouldBe(1);
    }

    [Fact]
    public async Task By_SRP_first_the_password_is_a_round_and_Define_goes_on()
    {
        var (poolId, clientId) = await OpenAsync();
        server.Handle(content => Rounds(content) switch
        {
            _ when !IsDefine(content) => ThreeTries(content),
            ["SRP_A"] => new { challengeName = "PASSWORD_VERIFIER" },
            ["SRP_A", "PASSWORD_VERIFIER"] => new { challengeName = "CUSTOM_CHALLENGE" },
            _ => new { issueTokens = true },
        });
        var srp = new SrpClient();

        var asked = await BeginAsync(clientId, ("CHALLENGE_NAME", "SRP_A"), ("SRP_A", srp.SrpA));
        asked.Text("ChallengeName").ShouldBe("PASSWORD_VERIFIER");
        var proof = srp.Answer(
            name => asked.Text($"ChallengeParameters.{name}")!, poolId, People.Password, server.Clock.GetUtcNow());
        var custom = await server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ClientId = clientId,
            ChallengeName = "PASSWORD_VERIFIER",
            Session = asked.Text("Session"),
            ChallengeResponses = proof,
        });
        custom.ShouldSucceed().Text("ChallengeName").ShouldBe("CUSTOM_CHALLENGE");
        (await AnswerAsync(clientId, custom, "9")).ShouldSucceed();

        server.Events(poolId).Last()["request"]!["session"]!.ToJsonString().ShouldBe(
            """[{"challengeName":"SRP_A","challengeResult":true,"challengeMetadata":null},{"challengeName":"PASSWORD_VERIFIER","challengeResult":true,"challengeMetadata":null},{"challengeName":"CUSTOM_CHALLENGE","challengeResult":true,"challengeMetadata":"SUM"}]""");
    }

    [Fact]
    public async Task A_wrong_password_is_refused_before_Define_goes_on()
    {
        var (poolId, clientId) = await OpenAsync();
        server.Handle(_ => new { challengeName = "PASSWORD_VERIFIER" });
        var srp = new SrpClient();
        var asked = await BeginAsync(clientId, ("CHALLENGE_NAME", "SRP_A"), ("SRP_A", srp.SrpA));
        var proof = srp.Answer(
            name => asked.Text($"ChallengeParameters.{name}")!, poolId, "Wrong-horse-1", server.Clock.GetUtcNow());

        (await server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ClientId = clientId,
            ChallengeName = "PASSWORD_VERIFIER",
            ChallengeResponses = proof,
        })).ShouldRefuse("NotAuthorizedException", WrongPair);

        server.Events(poolId).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("no number")]
    [InlineData(null)]
    public async Task A_value_that_is_no_public_value_of_SRP_is_refused_before_any_trigger_is_called(string? value)
    {
        var (poolId, clientId) = await OpenAsync();
        server.Handle(ThreeTries);

        var answer = await BeginAsync(clientId, ("CHALLENGE_NAME", "SRP_A"), ("SRP_A", value ?? new string('f', 100_000)));

        answer.ShouldRefuse("InvalidParameterException", "Invalid SRP_A");
        server.Events(poolId).ShouldBeEmpty();
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
        var (_, clientId) = await OpenAsync();
        server.Handle(_ => JsonNode.Parse(response)!);

        (await BeginAsync(clientId)).ShouldRefuse(error);
    }

    [Theory]
    [InlineData("""{"publicChallengeParameters":[]}""")]
    [InlineData("""{"privateChallengeParameters":{"answer":9}}""")]
    [InlineData("""{"challengeMetadata":{}}""")]
    [InlineData("large")]
    public async Task What_Create_answers_must_be_texts_and_few(string response)
    {
        var (_, clientId) = await OpenAsync();
        object created = response == "large"
            ? new { privateChallengeParameters = new { answer = new string('x', 3000) } }
            : JsonNode.Parse(response)!;
        server.Handle(content => IsDefine(content) ? new { challengeName = "CUSTOM_CHALLENGE" } : created);

        (await BeginAsync(clientId)).ShouldRefuse("InvalidLambdaResponseException");
    }

    [Theory]
    [InlineData("AdminDisableUser", "NotAuthorizedException")]
    [InlineData("AdminResetUserPassword", "PasswordResetRequiredException")]
    public async Task Tokens_that_triggers_issue_still_need_a_user_who_may_come_in(string act, string error)
    {
        var (poolId, clientId) = await OpenAsync();
        await server.ChangeUserAsync(poolId, "ada", user =>
            user.Attributes = new Dictionary<string, string>(user.Attributes) { ["email_verified"] = "true" });
        (await server.CallAsync(act, new { UserPoolId = poolId, Username = "ada" })).ShouldSucceed();
        server.Handle(_ => new { issueTokens = true });

        (await BeginAsync(clientId)).ShouldRefuse(error);
    }

    [Fact]
    public async Task An_unconfirmed_user_gets_no_tokens()
    {
        server.Handle(_ => new { issueTokens = true });
        var (_, clientId) = await server.OpenAsync(All);
        await server.SignUpAsync(clientId, "ada", "ada@example.com");

        (await BeginAsync(clientId)).ShouldRefuse("UserNotConfirmedException");
    }

    [Fact]
    public async Task An_unknown_name_is_asked_like_any_other_where_the_client_hides_it()
    {
        var (poolId, clientId) = await OpenAsync("ENABLED");
        server.Handle(content => (bool)content["request"]!["userNotFound"]! && IsDefine(content) && Rounds(content).Length > 0
            ? new { issueTokens = true }
            : ThreeTries(content));

        var asked = await BeginAsync(clientId, username: "nobody");
        asked.Text("ChallengeName").ShouldBe("CUSTOM_CHALLENGE");
        asked.Text("ChallengeParameters.USERNAME").ShouldBe("nobody");

        (await AnswerAsync(clientId, asked, "9", "nobody")).ShouldRefuse("NotAuthorizedException", WrongPair);
        server.Events(poolId).ShouldAllBe(content => (string)content["userName"]! == "nobody");
    }

    [Fact]
    public async Task An_unknown_name_is_told_where_the_client_does_not_hide_it()
    {
        var (poolId, clientId) = await OpenAsync();

        (await BeginAsync(clientId, username: "nobody")).ShouldRefuse("UserNotFoundException");

        server.Events(poolId).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pool_without_the_triggers_says_so()
    {
        var (_, clientId) = await OpenAsync(triggers: new { DefineAuthChallenge = Arn });
        server.Handle(_ => new { challengeName = "CUSTOM_CHALLENGE" });

        (await BeginAsync(clientId)).ShouldRefuse(
            "InvalidParameterException", "Custom auth lambda trigger is not configured for the user pool.");
    }

    [Fact]
    public async Task A_function_that_asks_for_ever_is_stopped()
    {
        var (_, clientId) = await OpenAsync();
        server.Handle(content => IsDefine(content) ? new { challengeName = "CUSTOM_CHALLENGE" } : new { answerCorrect = false });
        var step = await BeginAsync(clientId);

        var rounds = 0;
        while (step.Error is null && rounds++ < 30)
        {
            step = await AnswerAsync(clientId, step, "x");
        }

        step.ShouldRefuse("NotAuthorizedException", WrongPair);
        rounds.ShouldBe(20);
    }

    [Fact]
    public async Task A_session_is_good_for_its_user_and_client_alone()
    {
        var (poolId, clientId) = await OpenAsync();
        await server.SignUpAsync(clientId, "eve", "eve@example.com");
        server.Handle(ThreeTries);
        var other = await server.CreateClientAsync(poolId, new { ExplicitAuthFlows = new[] { "ALLOW_CUSTOM_AUTH" } });
        var asked = await BeginAsync(clientId);

        (await AnswerAsync(clientId, asked, "9", "eve")).ShouldRefuse("NotAuthorizedException", "Invalid session for the user.");
        (await AnswerAsync(other.Id, asked, "9")).ShouldRefuse("NotAuthorizedException", "Invalid session for the user.");
    }

    /// <summary>A sum, three tries.</summary>
    private static object ThreeTries(JsonObject content) => (string)content["triggerSource"]! switch
    {
        "DefineAuthChallenge_Authentication" => Results(content) switch
        {
            [.., true] => new { issueTokens = true },
            { Length: >= 3 } => new { failAuthentication = true },
            _ => new { challengeName = "CUSTOM_CHALLENGE" },
        },
        "CreateAuthChallenge_Authentication" => new
        {
            publicChallengeParameters = new { question = "5+4" },
            privateChallengeParameters = new { answer = "9" },
            challengeMetadata = "SUM",
        },
        _ => new { answerCorrect = (string)content["request"]!["challengeAnswer"]! == "9" },
    };

    private static bool IsDefine(JsonObject content) =>
        (string)content["triggerSource"]! == "DefineAuthChallenge_Authentication";

    private static string[] Rounds(JsonObject content) =>
        [.. (content["request"]!["session"] as JsonArray ?? []).Select(round => (string)round!["challengeName"]!)];

    private static bool[] Results(JsonObject content) =>
        [.. content["request"]!["session"]!.AsArray().Select(round => (bool)round!["challengeResult"]!)];

    private static IEnumerable<string> Request(JsonObject content) => content["request"]!.AsObject().Select(member => member.Key);

    private async Task<(string PoolId, string ClientId)> OpenAsync(string prevents = "LEGACY", object? triggers = null)
    {
        var opened = await server.OpenAsync(triggers ?? All, new
        {
            PreventUserExistenceErrors = prevents,
            ExplicitAuthFlows = new[] { "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" },
        });
        await server.SignUpAsync(opened.ClientId, "ada", "ada@example.com");
        await server.CallAsync("AdminConfirmSignUp", new { UserPoolId = opened.PoolId, Username = "ada" });
        return opened;
    }

    private Task<ApiAnswer> BeginAsync(string clientId, params (string Name, string Value)[] more) =>
        BeginAsync(clientId, "ada", more);

    private Task<ApiAnswer> BeginAsync(string clientId, string username, params (string Name, string Value)[] more)
    {
        var parameters = more.Append(("USERNAME", username)).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        return server.CallPublicAsync(
            "InitiateAuth",
            new { AuthFlow = "CUSTOM_AUTH", ClientId = clientId, AuthParameters = parameters });
    }

    private Task<ApiAnswer> AnswerAsync(string clientId, ApiAnswer asked, string answer, string username = "ada") =>
        server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ClientId = clientId,
            ChallengeName = "CUSTOM_CHALLENGE",
            Session = asked.Text("Session"),
            ChallengeResponses = new { USERNAME = username, ANSWER = answer },
        });
}
