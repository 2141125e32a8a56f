using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

public sealed class MessageCodeTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("EMAIL_OTP", "EMAIL_OTP_CODE", "EMAIL", "email_otp")]
    [InlineData("EMAIL_OTP", "EMAIL_MFA_CODE", "EMAIL", "email_otp")]
    [InlineData("SMS_MFA", "SMS_MFA_CODE", "SMS", "sms")]
    public async Task A_code_by_message_is_the_second_factor(string factor, string response, string medium, string amr)
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", factor);

        var asked = await world.AskAsync("alice", factor);
        var answer = await world.AnswerAsync(asked, response, await world.CodeAsync(factor));

        asked.Text("ChallengeParameters.CODE_DELIVERY_DELIVERY_MEDIUM").ShouldBe(medium);
        asked.Text("ChallengeParameters.CODE_DELIVERY_DESTINATION").ShouldNotBeNull().ShouldContain("***");
        asked.Text("ChallengeParameters.USER_ID_FOR_SRP").ShouldBe("alice");
        CodeWorld.AmrOf(answer.ShouldSucceed()).ShouldBe(["pwd", amr, "mfa"]);
    }

    [Fact]
    public async Task The_challenge_may_be_called_EMAIL_MFA()
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", "EMAIL_OTP");
        var asked = await world.AskAsync("alice", "EMAIL_OTP");

        var answer = await world.AnswerAsync(asked, "EMAIL_MFA_CODE", await world.CodeAsync("EMAIL_OTP"), "EMAIL_MFA");

        answer.ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("EMAIL_OTP", "EMAIL_OTP_CODE", "Invalid code or auth state for the user.")]
    [InlineData("SMS_MFA", "SMS_MFA_CODE", "Invalid code received for user")]
    public async Task A_wrong_code_leaves_the_session_good_for_the_right_one(string factor, string response, string text)
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", factor);
        var asked = await world.AskAsync("alice", factor);
        var code = await world.CodeAsync(factor);

        (await world.AnswerAsync(asked, response, People.WrongCode(code))).ShouldRefuse("CodeMismatchException", text);

        (await world.AnswerAsync(asked, response, code)).ShouldSucceed();
    }

    [Fact]
    public async Task A_code_takes_five_tries()
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", "SMS_MFA");
        var asked = await world.AskAsync("alice", "SMS_MFA");
        var code = await world.CodeAsync("SMS_MFA");
        for (var i = 0; i < 5; i++)
        {
            server.Clock.Advance(TimeSpan.FromSeconds(2));
            (await world.AnswerAsync(asked, "SMS_MFA_CODE", People.WrongCode(code))).ShouldRefuse("CodeMismatchException");
        }

        server.Clock.Advance(TimeSpan.FromSeconds(2));
        (await world.AnswerAsync(asked, "SMS_MFA_CODE", code)).ShouldRefuse("NotAuthorizedException", "Invalid session for the user.");
    }

    [Fact]
    public async Task Wrong_codes_are_counted_over_sessions_and_the_next_ones_wait()
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", "SMS_MFA");
        for (var i = 0; i < 5; i++)
        {
            var tried = await world.AskAsync("alice", "SMS_MFA");
            (await world.AnswerAsync(tried, "SMS_MFA_CODE", "12345")).ShouldRefuse("CodeMismatchException");
        }

        var asked = await world.AskAsync("alice", "SMS_MFA");
        var code = await world.CodeAsync("SMS_MFA");
        (await world.AnswerAsync(asked, "SMS_MFA_CODE", code)).ShouldRefuse("TooManyRequestsException");
        server.Clock.Advance(TimeSpan.FromSeconds(2));
        (await world.AnswerAsync(asked, "SMS_MFA_CODE", code)).ShouldSucceed();
    }

    [Fact]
    public async Task A_code_is_good_for_its_own_session_once_and_not_after_its_time()
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", "SMS_MFA");
        var asked = await world.AskAsync("alice", "SMS_MFA");
        var code = await world.CodeAsync("SMS_MFA");
        var other = await world.AskAsync("alice", "SMS_MFA");

        (await world.AnswerAsync(other, "SMS_MFA_CODE", code)).ShouldRefuse("CodeMismatchException");
        (await world.AnswerAsync(asked, "SMS_MFA_CODE", code)).ShouldSucceed();
        (await world.AnswerAsync(asked, "SMS_MFA_CODE", code)).ShouldRefuse(
            "NotAuthorizedException",
            "Invalid session for the user, session can only be used once.");
        server.Clock.Advance(TimeSpan.FromMinutes(3));
        (await world.AnswerAsync(other, "SMS_MFA_CODE", code)).ShouldRefuse(
            "NotAuthorizedException",
            "Invalid session for the user, session is expired.");
    }

    [Fact]
    public async Task Of_two_right_answers_at_once_one_signs_in()
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", "SMS_MFA");
        var asked = await world.AskAsync("alice", "SMS_MFA");
        var code = await world.CodeAsync("SMS_MFA");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.AnswerAsync(asked, "SMS_MFA_CODE", code)));

        answers.Count(answer => answer.Error is null).ShouldBe(1);
    }

    [Fact]
    public async Task A_code_to_an_address_that_changed_since_is_expired()
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", "SMS_MFA");
        var asked = await world.AskAsync("alice", "SMS_MFA");
        var code = await world.CodeAsync("SMS_MFA");
        await world.SignIn.ChangeUserAsync(
            "alice",
            user => user.Attributes = new Dictionary<string, string>(user.Attributes) { ["phone_number"] = "+15559990000" });

        (await world.AnswerAsync(asked, "SMS_MFA_CODE", code)).ShouldRefuse("ExpiredCodeException");
    }

    [Fact]
    public async Task An_address_that_is_not_proven_gets_no_codes()
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", "EMAIL_OTP");
        await world.SignIn.ChangeUserAsync(
            "alice",
            user => user.Attributes = new Dictionary<string, string>(user.Attributes) { ["email_verified"] = "false" });

        (await world.SignIn.SignInAsync("alice")).ShouldSucceed().Text("ChallengeName").ShouldNotBe("EMAIL_OTP");
    }

    [Fact]
    public async Task A_pool_that_demands_a_second_factor_takes_a_proven_number_for_one()
    {
        var world = await CodeWorld.CreateAsync(server, "ON");
        await world.AddUserAsync("alice");

        var asked = await world.AskAsync("alice", "SMS_MFA");

        (await world.AnswerAsync(asked, "SMS_MFA_CODE", await world.CodeAsync("SMS_MFA"))).ShouldSucceed();
    }

    [Fact]
    public async Task The_pool_words_its_codes()
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", "EMAIL_OTP");
        await world.AddUserAsync("bob", "SMS_MFA");
        await world.AskAsync("alice", "EMAIL_OTP");
        await world.AskAsync("bob", "SMS_MFA");

        var mail = await server.MessageToAsync(world.Email);
        var text = await server.MessageToAsync(world.Phone);

        mail.Subject.ShouldBe("Shop code");
        mail.Text.ShouldBe($"Mail {mail.Code}");
        text.Text.ShouldBe($"Text {text.Code}");
    }

    [Fact]
    public async Task An_hour_brings_thirty_codes_and_no_more()
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", "SMS_MFA");
        for (var i = 0; i < 30; i++)
        {
            await world.AskAsync("alice", "SMS_MFA");
        }

        (await world.SignIn.SignInAsync("alice")).ShouldRefuse("TooManyRequestsException");
        server.Clock.Advance(TimeSpan.FromHours(1));
        await world.AskAsync("alice", "SMS_MFA");
    }
}
