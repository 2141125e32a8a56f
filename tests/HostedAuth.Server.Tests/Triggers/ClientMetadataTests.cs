using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Triggers;

/// <summary>Where ClientMetadata of the calls of a sign-in goes: of the first call, and of the answer.</summary>
public sealed class ClientMetadataTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    private const string Arn = ServerWithFunctions.Arn;
    private const string OfTheAnswer = """{"of":"answer"}""";

    private static readonly object All = new
    {
        PreAuthentication = Arn,
        DefineAuthChallenge = Arn,
        CreateAuthChallenge = Arn,
        VerifyAuthChallengeResponse = Arn,
        PostAuthentication = Arn,
        PreTokenGeneration = Arn,
    };

    [Theory]
    [InlineData("")]
    [InlineData("Admin")]
    public async Task That_of_the_first_call_validates_and_that_of_the_answer_reaches_the_others(string by)
    {
        var (poolId, clientId) = await OpenAsync();
        var asked = await CallAsync(by, "InitiateAuth", poolId, new()
        {
            ["ClientId"] = clientId,
            ["AuthFlow"] = "CUSTOM_AUTH",
            ["AuthParameters"] = new JsonObject { ["USERNAME"] = "ada" },
            ["ClientMetadata"] = new JsonObject { ["of"] = "beginning" },
        });

        var answer = await CallAsync(by, "RespondToAuthChallenge", poolId, new()
        {
            ["ClientId"] = clientId,
            ["ChallengeName"] = "CUSTOM_CHALLENGE",
            ["Session"] = asked.ShouldSucceed().Text("Session"),
            ["ChallengeResponses"] = new JsonObject { ["USERNAME"] = "ada", ["ANSWER"] = "9" },
            ["ClientMetadata"] = new JsonObject { ["of"] = "answer" },
        });

        answer.ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
        Told(poolId).ShouldBe(
        [
            ("PreAuthentication_Authentication", """{"of":"beginning"}""", null),
            ("DefineAuthChallenge_Authentication", null, "{}"),
            ("CreateAuthChallenge_Authentication", null, "{}"),
            ("VerifyAuthChallengeResponse_Authentication", null, OfTheAnswer),
            ("DefineAuthChallenge_Authentication", null, OfTheAnswer),
            ("PostAuthentication_Authentication", null, OfTheAnswer),
            ("TokenGeneration_Authentication", null, OfTheAnswer),
        ]);
    }

    private List<(string? Source, string? Validation, string? Metadata)> Told(string poolId) =>
    [
        .. server.Events(poolId).Select(content => (
            (string?)content["triggerSource"],
            content["request"]!["validationData"]?.ToJsonString(),
            content["request"]!["clientMetadata"]?.ToJsonString())),
    ];

    private Task<ApiAnswer> CallAsync(string by, string operation, string poolId, JsonObject request)
    {
        if (by == "")
        {
            return server.CallPublicAsync(operation, request);
        }

        request["UserPoolId"] = poolId;
        return server.CallAsync(by + operation, request);
    }

    private async Task<(string PoolId, string ClientId)> OpenAsync()
    {
        server.Handle(content => (string)content["triggerSource"]! switch
        {
            "DefineAuthChallenge_Authentication" when content["request"]!["session"]!.AsArray().Count == 0 =>
                new { challengeName = "CUSTOM_CHALLENGE", issueTokens = false, failAuthentication = false },
            "DefineAuthChallenge_Authentication" => new { issueTokens = true, failAuthentication = false },
            "CreateAuthChallenge_Authentication" => new { publicChallengeParameters = new { question = "5+4" } },
            "VerifyAuthChallengeResponse_Authentication" => new { answerCorrect = true },
            _ => null,
        });
        var (poolId, clientId) = await server.OpenAsync(All);
        await server.SignUpAsync(clientId, "ada", People.NewEmail());
        await server.CallAsync("AdminConfirmSignUp", new { UserPoolId = poolId, Username = "ada" });
        return (poolId, clientId);
    }
}
