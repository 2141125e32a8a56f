using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using static HostedAuth.Server.Tests.Triggers.CustomAuthSteps;

namespace HostedAuth.Server.Tests.Triggers;

public sealed class CustomAuthBySrpTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    [Fact]
    public async Task By_SRP_first_the_password_is_a_round_and_Define_goes_on()
    {
        var (poolId, clientId) = await server.OpenCustomAuthAsync();
        server.Handle(content => Rounds(content) switch
        {
            _ when !IsDefine(content) => ThreeTries(content),
            ["SRP_A"] => new { challengeName = "PASSWORD_VERIFIER" },
            ["SRP_A", "PASSWORD_VERIFIER"] => new { challengeName = "CUSTOM_CHALLENGE" },
            _ => new { issueTokens = true },
        });
        var srp = new SrpClient();

        var asked = await server.BeginCustomAuthAsync(clientId, ("CHALLENGE_NAME", "SRP_A"), ("SRP_A", srp.SrpA));
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
        (await server.AnswerCustomAuthAsync(clientId, custom, "9")).ShouldSucceed();

        server.Events(poolId).Last()["request"]!["session"]!.ToJsonString().ShouldBe(
            """[{"challengeName":"SRP_A","challengeResult":true,"challengeMetadata":null},"""
            + """{"challengeName":"PASSWORD_VERIFIER","challengeResult":true,"challengeMetadata":null},"""
            + """{"challengeName":"CUSTOM_CHALLENGE","challengeResult":true,"challengeMetadata":"SUM"}]""");
    }

    [Fact]
    public async Task A_wrong_password_is_refused_before_Define_goes_on()
    {
        var (poolId, clientId) = await server.OpenCustomAuthAsync();
        server.Handle(_ => new { challengeName = "PASSWORD_VERIFIER" });
        var srp = new SrpClient();
        var asked = await server.BeginCustomAuthAsync(clientId, ("CHALLENGE_NAME", "SRP_A"), ("SRP_A", srp.SrpA));
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
        var (poolId, clientId) = await server.OpenCustomAuthAsync();
        server.Handle(ThreeTries);

        var answer = await server.BeginCustomAuthAsync(
            clientId, ("CHALLENGE_NAME", "SRP_A"), ("SRP_A", value ?? new string('f', 100_000)));

        answer.ShouldRefuse("InvalidParameterException", "Invalid SRP_A");
        server.Events(poolId).ShouldBeEmpty();
    }
}
