using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

public sealed class UserAuthTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Without_a_preference_all_that_the_user_has_is_offered()
    {
        var world = await CreateAsync();
        await world.AddUserAsync("alice");

        var asked = await StartAsync(world, "alice");

        asked.Text("ChallengeName").ShouldBe("SELECT_CHALLENGE");
        asked.Text("ChallengeParameters.USERNAME").ShouldBe("alice");
        OfferedBy(asked).ShouldBe(["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP"]);
    }

    [Theory]
    [InlineData("EMAIL_OTP", "EMAIL_OTP_CODE", "email_otp")]
    [InlineData("SMS_OTP", "SMS_OTP_CODE", "sms")]
    public async Task A_code_by_message_alone_signs_in(string factor, string response, string amr)
    {
        var world = await CreateAsync();
        await world.AddUserAsync("alice");
        var asked = await StartAsync(world, "alice", ("PREFERRED_CHALLENGE", factor));
        asked.Text("ChallengeName").ShouldBe(factor);

        var answer = await world.AnswerAsync(asked, response, await world.CodeAsync(factor));

        CodeWorld.AmrOf(answer.ShouldSucceed()).ShouldBe([amr]);
    }

    [Fact]
    public async Task A_code_alone_is_not_enough_for_who_set_up_a_second_factor_since()
    {
        var world = await CreateAsync("OPTIONAL");
        await world.AddUserAsync("alice");
        var asked = await StartAsync(world, "alice", ("PREFERRED_CHALLENGE", "EMAIL_OTP"));
        var code = await world.CodeAsync("EMAIL_OTP");
        await server.ChangeUserAsync(world.SignIn.PoolId, "alice", user => user.ActiveFactors = ["EMAIL_OTP"]);

        (await world.AnswerAsync(asked, "EMAIL_OTP_CODE", code)).ShouldRefuse("CodeMismatchException");
    }

    [Fact]
    public async Task A_preferred_password_may_come_along()
    {
        var world = await CreateAsync();
        await world.AddUserAsync("alice");

        var answer = await StartAsync(
            world, "alice", ("PREFERRED_CHALLENGE", "PASSWORD"), ("PASSWORD", SignInWorld.Password));

        CodeWorld.AmrOf(answer).ShouldBe(["pwd"]);
    }

    [Fact]
    public async Task A_preferred_password_is_asked_for_where_it_does_not_come_along()
    {
        var world = await CreateAsync();
        await world.AddUserAsync("alice");
        var asked = await StartAsync(world, "alice", ("PREFERRED_CHALLENGE", "PASSWORD"));
        asked.Text("ChallengeName").ShouldBe("PASSWORD");

        (await world.AnswerAsync(asked, "PASSWORD", "wrong")).ShouldRefuse("NotAuthorizedException");
        (await world.AnswerAsync(asked, "PASSWORD", SignInWorld.Password)).ShouldSucceed();
    }

    [Fact]
    public async Task SRP_may_be_preferred_and_needs_no_other_flow_of_the_client()
    {
        var world = await CreateAsync();
        await world.AddUserAsync("alice");
        var srp = new SrpClient();

        var asked = await StartAsync(world, "alice", ("PREFERRED_CHALLENGE", "PASSWORD_SRP"), ("SRP_A", srp.SrpA));
        asked.Text("ChallengeName").ShouldBe("PASSWORD_VERIFIER");

        (await AnswerSrpAsync(world, srp, asked)).ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_choice_brings_its_answer_along_or_is_asked_for_it()
    {
        var world = await CreateAsync();
        await world.AddUserAsync("alice");
        var srp = new SrpClient();

        var password = await ChooseAsync(world, "PASSWORD", ("PASSWORD", SignInWorld.Password));
        var verifier = await ChooseAsync(world, "PASSWORD_SRP", ("SRP_A", srp.SrpA));
        var code = await ChooseAsync(world, "EMAIL_OTP");

        password.Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
        verifier.Text("ChallengeName").ShouldBe("PASSWORD_VERIFIER");
        (await AnswerSrpAsync(world, srp, verifier)).ShouldSucceed();
        code.Text("ChallengeName").ShouldBe("EMAIL_OTP");
        (await world.AnswerAsync(code, "EMAIL_OTP_CODE", await world.CodeAsync("EMAIL_OTP"))).ShouldSucceed();
    }

    [Fact]
    public async Task What_is_not_offered_can_not_be_chosen_and_as_a_preference_leads_to_the_choice()
    {
        var world = await CreateAsync(factors: ["PASSWORD"]);
        await world.AddUserAsync("alice");

        var asked = await StartAsync(world, "alice", ("PREFERRED_CHALLENGE", "EMAIL_OTP"));

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
        var world = await CreateAsync();
        await world.AddUserAsync("alice");
        var asked = await StartAsync(world, "alice");

        (await ChooseAsync(world, asked, "PASSWORD", ("PASSWORD", "wrong"))).ShouldRefuse("NotAuthorizedException");

        (await ChooseAsync(world, asked, "PASSWORD", ("PASSWORD", SignInWorld.Password))).ShouldSucceed();
    }

    [Fact]
    public async Task Who_has_a_temporary_password_is_offered_passwords_only()
    {
        var world = await CreateAsync();
        await world.AddUserAsync("alice");
        await world.SignIn.ChangeUserAsync("alice", user => user.Status = UserStatus.FORCE_CHANGE_PASSWORD);

        OfferedBy(await StartAsync(world, "alice")).ShouldBe(["PASSWORD_SRP", "PASSWORD"]);
    }

    [Fact]
    public async Task Nobody_goes_round_the_provider_that_vouches_for_them()
    {
        var world = await CreateAsync();
        await world.AddUserAsync("alice");
        await world.SignIn.ChangeUserAsync("alice", user =>
        {
            user.Status = UserStatus.EXTERNAL_PROVIDER;
            user.PasswordHash = null;
            user.SealedSrpVerifier = null;
        });

        var asked = await StartAsync(world, "alice", ("PREFERRED_CHALLENGE", "EMAIL_OTP"));

        OfferedBy(asked).ShouldBe(["PASSWORD_SRP", "PASSWORD"]);
        (await world.AnswerAsync(asked, "ANSWER", "EMAIL_OTP")).ShouldRefuse("InvalidParameterException");
        (await ChooseAsync(world, asked, "PASSWORD", ("PASSWORD", SignInWorld.Password))).ShouldRefuse("NotAuthorizedException");
    }

    [Theory]
    [InlineData("ON")]
    [InlineData("OPTIONAL", "SMS_MFA")]
    public async Task Who_owes_a_second_factor_can_not_begin_with_a_code(string mfa, params string[] factors)
    {
        var world = await CreateAsync(mfa);
        await world.AddUserAsync("alice", factors);

        OfferedBy(await StartAsync(world, "alice")).ShouldBe(["PASSWORD_SRP", "PASSWORD"]);
        var second = await StartAsync(world, "alice", ("PREFERRED_CHALLENGE", "PASSWORD"), ("PASSWORD", SignInWorld.Password));
        second.Text("ChallengeName").ShouldBe("SMS_MFA");
    }

    [Fact]
    public async Task An_address_that_is_not_proven_is_no_factor()
    {
        var world = await CreateAsync();
        await world.SignIn.AddUserAsync("alice", attributes: [("email", world.Email), ("email_verified", "false")]);

        OfferedBy(await StartAsync(world, "alice")).ShouldBe(["PASSWORD_SRP", "PASSWORD"]);
    }

    [Fact]
    public async Task A_client_needs_the_flow_to_be_allowed()
    {
        var world = await CreateAsync(client: new { ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH" } });

        (await TryStartAsync(world, "alice")).ShouldRefuse(
            "InvalidParameterException",
            "USER_AUTH flow not enabled for this client");
    }

    [Fact]
    public async Task An_administrator_begins_alike()
    {
        var world = await CreateAsync();
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

    [Fact]
    public async Task An_unknown_name_is_offered_what_users_have_and_gets_no_further()
    {
        var world = await CreateAsync(
            factors: ["PASSWORD", "EMAIL_OTP", "SMS_OTP"],
            client: new { ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH" }, PreventUserExistenceErrors = "ENABLED" });
        await world.AddUserAsync("alice");
        var nobody = await server.LikeAsync(world.SignIn.PoolId, "alice");

        var (first, second) = (await StartAsync(world, nobody), await StartAsync(world, nobody));
        var asked = await StartAsync(world, nobody, ("PREFERRED_CHALLENGE", "EMAIL_OTP"));
        var again = await StartAsync(world, nobody, ("PREFERRED_CHALLENGE", "EMAIL_OTP"));

        OfferedBy(first).ShouldBe(["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP"]);
        OfferedBy(second).ShouldBe(OfferedBy(first));
        asked.Text("ChallengeName").ShouldBe("EMAIL_OTP");
        asked.Text("ChallengeParameters.CODE_DELIVERY_DESTINATION").ShouldNotBeNull()
            .ShouldBe(again.Text("ChallengeParameters.CODE_DELIVERY_DESTINATION"));
        (await world.AnswerAsync(asked, "EMAIL_OTP_CODE", "123456", username: nobody)).ShouldRefuse(
            "CodeMismatchException",
            "Invalid code or auth state for the user.");
        (await ChooseAsync(world, first, "PASSWORD", ("USERNAME", nobody), ("PASSWORD", "Passw0rd!"))).ShouldRefuse(
            "NotAuthorizedException",
            "Incorrect username or password.");
    }

    [Fact]
    public async Task A_client_that_tells_of_users_tells()
    {
        var world = await CreateAsync();

        (await TryStartAsync(world, "nobody")).ShouldRefuse("UserNotFoundException", "User does not exist.");
    }

    private Task<CodeWorld> CreateAsync(string mfa = "OFF", string[]? factors = null, object? client = null) =>
        CodeWorld.CreateAsync(
            server,
            mfa,
            new
            {
                Policies = new
                {
                    SignInPolicy = new { AllowedFirstAuthFactors = factors ?? ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"] },
                },
            },
            client ?? new { ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH" } });

    private static string[] OfferedBy(ApiAnswer asked) =>
        [.. asked.Json.GetProperty("AvailableChallenges").EnumerateArray().Select(name => name.GetString()!)];

    private async Task<ApiAnswer> StartAsync(CodeWorld world, string username, params (string, string)[] parameters) =>
        (await TryStartAsync(world, username, parameters)).ShouldSucceed();

    private Task<ApiAnswer> TryStartAsync(CodeWorld world, string username, params (string, string)[] parameters) =>
        server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_AUTH",
            ClientId = world.SignIn.Client.Id,
            AuthParameters = parameters.Append(("USERNAME", username)).ToDictionary(pair => pair.Item1, pair => pair.Item2),
        });

    private async Task<ApiAnswer> ChooseAsync(CodeWorld world, string choice, params (string, string)[] responses) =>
        (await ChooseAsync(world, await StartAsync(world, "alice"), choice, responses)).ShouldSucceed();

    private Task<ApiAnswer> ChooseAsync(CodeWorld world, ApiAnswer asked, string choice, params (string, string)[] responses)
    {
        var all = new Dictionary<string, string> { ["USERNAME"] = "alice", ["ANSWER"] = choice };
        foreach (var (name, value) in responses)
        {
            all[name] = value;
        }

        return RespondAsync(world, asked, all);
    }

    private Task<ApiAnswer> AnswerSrpAsync(CodeWorld world, SrpClient srp, ApiAnswer asked) => RespondAsync(
        world,
        asked,
        srp.Answer(asked, world.SignIn.PoolId, SignInWorld.Password, server.Clock.GetUtcNow()));

    private Task<ApiAnswer> RespondAsync(CodeWorld world, ApiAnswer asked, Dictionary<string, string> responses) =>
        server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ChallengeName = asked.Text("ChallengeName"),
            ClientId = world.SignIn.Client.Id,
            Session = asked.Text("Session"),
            ChallengeResponses = responses,
        });
}
