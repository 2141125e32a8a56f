using HostedAuth.Server.Tests.Fixtures;
using static HostedAuth.Server.Tests.CognitoApi.Operations.SignIn.ChoiceSteps;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

public sealed class UserAuthTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Without_a_preference_all_that_the_user_has_is_offered()
    {
        var world = await server.CreateChoiceWorldAsync();
        await world.AddUserAsync("alice");

        var asked = await server.StartByChoiceAsync(world, "alice");

        asked.Text("ChallengeName").ShouldBe("SELECT_CHALLENGE");
        asked.Text("ChallengeParameters.USERNAME").ShouldBe("alice");
        OfferedBy(asked).ShouldBe(["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP"]);
    }

    [Theory]
    [InlineData("EMAIL_OTP", "EMAIL_OTP_CODE", "email_otp")]
    [InlineData("SMS_OTP", "SMS_OTP_CODE", "sms")]
    public async Task A_code_by_message_alone_signs_in(string factor, string response, string amr)
    {
        var world = await server.CreateChoiceWorldAsync();
        await world.AddUserAsync("alice");
        var asked = await server.StartByChoiceAsync(world, "alice", ("PREFERRED_CHALLENGE", factor));
        asked.Text("ChallengeName").ShouldBe(factor);

        var answer = await world.AnswerAsync(asked, response, await world.CodeAsync(factor));

        CodeWorld.AmrOf(answer.ShouldSucceed()).ShouldBe([amr]);
    }

    [Fact]
    public async Task A_preferred_password_may_come_along()
    {
        var world = await server.CreateChoiceWorldAsync();
        await world.AddUserAsync("alice");

        var answer = await server.StartByChoiceAsync(
            world, "alice", ("PREFERRED_CHALLENGE", "PASSWORD"), ("PASSWORD", SignInWorld.Password));

        CodeWorld.AmrOf(answer).ShouldBe(["pwd"]);
    }

    [Fact]
    public async Task A_preferred_password_is_asked_for_where_it_does_not_come_along()
    {
        var world = await server.CreateChoiceWorldAsync();
        await world.AddUserAsync("alice");
        var asked = await server.StartByChoiceAsync(world, "alice", ("PREFERRED_CHALLENGE", "PASSWORD"));
        asked.Text("ChallengeName").ShouldBe("PASSWORD");

        (await world.AnswerAsync(asked, "PASSWORD", "wrong")).ShouldRefuse("NotAuthorizedException");
        (await world.AnswerAsync(asked, "PASSWORD", SignInWorld.Password)).ShouldSucceed();
    }

    [Fact]
    public async Task SRP_may_be_preferred_and_needs_no_other_flow_of_the_client()
    {
        var world = await server.CreateChoiceWorldAsync();
        await world.AddUserAsync("alice");
        var srp = new SrpClient();

        var asked = await server.StartByChoiceAsync(
            world, "alice", ("PREFERRED_CHALLENGE", "PASSWORD_SRP"), ("SRP_A", srp.SrpA));
        asked.Text("ChallengeName").ShouldBe("PASSWORD_VERIFIER");

        (await AnswerSrpAsync(world, srp, asked)).ShouldSucceed().Text("AuthenticationResult.AccessToken")
            .ShouldNotBeNull();
    }

    [Fact]
    public async Task A_choice_brings_its_answer_along_or_is_asked_for_it()
    {
        var world = await server.CreateChoiceWorldAsync();
        await world.AddUserAsync("alice");
        var srp = new SrpClient();

        var password = await server.ChooseAsync(world, "PASSWORD", ("PASSWORD", SignInWorld.Password));
        var verifier = await server.ChooseAsync(world, "PASSWORD_SRP", ("SRP_A", srp.SrpA));
        var code = await server.ChooseAsync(world, "EMAIL_OTP");

        password.Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
        verifier.Text("ChallengeName").ShouldBe("PASSWORD_VERIFIER");
        (await AnswerSrpAsync(world, srp, verifier)).ShouldSucceed();
        code.Text("ChallengeName").ShouldBe("EMAIL_OTP");
        (await world.AnswerAsync(code, "EMAIL_OTP_CODE", await world.CodeAsync("EMAIL_OTP"))).ShouldSucceed();
    }

    [Fact]
    public async Task What_is_not_offered_can_not_be_chosen_and_as_a_preference_leads_to_the_choice()
    {
        var world = await server.CreateChoiceWorldAsync(factors: ["PASSWORD"]);
        await world.AddUserAsync("alice");

        var asked = await server.StartByChoiceAsync(world, "alice", ("PREFERRED_CHALLENGE", "EMAIL_OTP"));

        OfferedBy(asked).ShouldBe(["PASSWORD_SRP", "PASSWORD"]);
        (await world.AnswerAsync(asked, "ANSWER", "EMAIL_OTP")).ShouldRefuse("InvalidParameterException");
        (await world.AnswerAsync(asked, "ANSWER", "SMS_MFA")).ShouldRefuse("InvalidParameterException");
        (await world.AnswerAsync(asked, "OTHER", "PASSWORD")).ShouldRefuse(
            "InvalidParameterException",
            "Missing required parameter ANSWER");
    }

    [Fact]
    public async Task A_wrong_password_leaves_the_choice_open()
    {
        var world = await server.CreateChoiceWorldAsync();
        await world.AddUserAsync("alice");
        var asked = await server.StartByChoiceAsync(world, "alice");

        (await server.ChooseAsync(world, asked, "PASSWORD", ("PASSWORD", "wrong")))
            .ShouldRefuse("NotAuthorizedException");

        (await server.ChooseAsync(world, asked, "PASSWORD", ("PASSWORD", SignInWorld.Password))).ShouldSucceed();
    }

    [Fact]
    public async Task A_client_needs_the_flow_to_be_allowed()
    {
        var world = await server.CreateChoiceWorldAsync(
            client: new { ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH" } });

        (await server.TryStartByChoiceAsync(world, "alice")).ShouldRefuse(
            "InvalidParameterException",
            "USER_AUTH flow not enabled for this client");
    }

    [Fact]
    public async Task An_administrator_begins_alike()
    {
        var world = await server.CreateChoiceWorldAsync();
        await world.AddUserAsync("alice");

        var answer = await server.CallAsync("AdminInitiateAuth", new
        {
            UserPoolId = world.SignIn.PoolId,
            ClientId = world.SignIn.Client.Id,
            AuthFlow = "USER_AUTH",
            AuthParameters = new { USERNAME = "alice", PREFERRED_CHALLENGE = "PASSWORD", PASSWORD = SignInWorld.Password },
        });

        answer.ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
    }

    private Task<ApiAnswer> AnswerSrpAsync(CodeWorld world, SrpClient srp, ApiAnswer asked) =>
        server.RespondToChoiceAsync(
            world,
            asked,
            srp.Answer(asked, world.SignIn.PoolId, SignInWorld.Password, server.Clock.GetUtcNow()));
}
