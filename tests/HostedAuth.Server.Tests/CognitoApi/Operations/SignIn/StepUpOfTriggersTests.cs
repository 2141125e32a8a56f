using HostedAuth.Core.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Triggers;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

/// <summary>What tokens are worth that the pool's triggers let somebody have.</summary>
public sealed class StepUpOfTriggersTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    private const string Custom = "CUSTOM_CHALLENGE";
    private const string Level2 = "urn:cognito:loa:2";
    private const string Level3 = "urn:cognito:loa:3";

    [Fact]
    public async Task The_word_of_triggers_has_no_level()
    {
        var world = await CreateAsync();
        server.HandleInOrder(Custom);

        var answer = await world.AnswerAsync(await BeginAsync(world), "ANSWER", Asking.Right);

        CodeWorld.ClaimsOf(answer.ShouldSucceed(), "AccessToken").TryGetProperty("acr", out _).ShouldBeFalse();
        CodeWorld.ClaimsOf(answer, "AccessToken").TryGetProperty("amr", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(Level2)]
    [InlineData(Level3)]
    public async Task What_triggers_let_in_raises_nothing_without_a_first_factor(string level)
    {
        var world = await CreateAsync("SMS_MFA");
        server.HandleInOrder(Custom);
        var token = await world.AnswerAsync(await BeginAsync(world), "ANSWER", Asking.Right);

        (await RaiseAsync(world, token, level)).ShouldSucceed().Text("ChallengeName").ShouldBe("SELECT_CHALLENGE");
    }

    [Fact]
    public async Task A_code_that_triggers_asked_for_is_one_code_and_no_first_factor()
    {
        var world = await CreateAsync("EMAIL_OTP", "SMS_MFA");
        server.HandleInOrder(Custom, "EMAIL_OTP");
        var asked = await world.AnswerAsync(await BeginAsync(world), "ANSWER", Asking.Right);
        var token = await world.AnswerAsync(asked, "EMAIL_OTP_CODE", await world.CodeAsync("EMAIL_OTP"));

        CodeWorld.ClaimsOf(token.ShouldSucceed(), "AccessToken").GetProperty("acr").GetString().ShouldBe(Level2);
        (await RaiseAsync(world, token, Level2)).ShouldRefuse("InvalidParameterException");
        (await RaiseAsync(world, token, Level3)).ShouldSucceed().Text("ChallengeName").ShouldBe("SELECT_CHALLENGE");
    }

    [Fact]
    public async Task A_password_that_triggers_asked_for_is_a_first_factor()
    {
        var world = await CreateAsync("SMS_MFA");
        server.HandleInOrder("PASSWORD_VERIFIER", Custom);
        var srp = new SrpClient();
        var asked = await BeginAsync(world, ("CHALLENGE_NAME", "SRP_A"), ("SRP_A", srp.SrpA));
        var custom = await server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ClientId = world.SignIn.Client.Id,
            ChallengeName = "PASSWORD_VERIFIER",
            ChallengeResponses = srp.Answer(
                name => asked.Text($"ChallengeParameters.{name}")!,
                world.SignIn.PoolId,
                SignInWorld.Password,
                server.Clock.GetUtcNow()),
        });
        var token = await world.AnswerAsync(custom.ShouldSucceed(), "ANSWER", Asking.Right);

        (await RaiseAsync(world, token.ShouldSucceed(), Level3)).ShouldSucceed().Text("ChallengeName").ShouldBe("SMS_MFA");
    }

    [Theory]
    [InlineData("CUSTOM_CHALLENGE:", true)]
    [InlineData("CUSTOM_CHALLENGE: EMAIL_OTP:email_otp", true)]
    [InlineData("SMS_MFA:sms EMAIL_OTP:email_otp CUSTOM_CHALLENGE:", true)]
    [InlineData("SOFTWARE_TOKEN_MFA:otp CUSTOM_CHALLENGE:", true)]
    [InlineData("PASSWORD_VERIFIER:pwd CUSTOM_CHALLENGE:", false)]
    [InlineData("CUSTOM_CHALLENGE: PASSWORD:pwd", false)]
    [InlineData("WEB_AUTHN:hwk CUSTOM_CHALLENGE:", false)]
    [InlineData("EMAIL_OTP:email_otp", false)]
    [InlineData("PASSWORD:pwd RECOVERY_CODE:", false)]
    public void The_word_of_triggers_stands_alone_until_a_first_factor_is_given(string proofs, bool isAlone) =>
        Proof.AreByTriggers(
        [
            .. proofs.Split(' ').Select(proof => proof.Split(':'))
                .Select(proof => new Proof(proof[0], proof[1] is "" ? null : proof[1], server.Clock.GetUtcNow())),
        ]).ShouldBe(isAlone);

    private async Task<CodeWorld> CreateAsync(params string[] factors)
    {
        var world = await CodeWorld.CreateAsync(server, "OPTIONAL", new { LambdaConfig = Asking.Config }, new
        {
            ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" },
        });
        await world.AddUserAsync("alice", factors);
        return world;
    }

    private Task<ApiAnswer> BeginAsync(CodeWorld world, params (string Name, string Value)[] more) =>
        InitiateAsync(world, "CUSTOM_AUTH", more);

    private Task<ApiAnswer> RaiseAsync(CodeWorld world, ApiAnswer signedIn, string level) => InitiateAsync(
        world,
        "USER_AUTH",
        [("ACCESS_TOKEN", signedIn.Text("AuthenticationResult.AccessToken")!), ("TARGET_ACR_VALUES", level)]);

    private Task<ApiAnswer> InitiateAsync(CodeWorld world, string flow, (string Name, string Value)[] more) =>
        server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = flow,
            ClientId = world.SignIn.Client.Id,
            AuthParameters = more.Append(("USERNAME", "alice")).ToDictionary(pair => pair.Item1, pair => pair.Item2),
        });
}
