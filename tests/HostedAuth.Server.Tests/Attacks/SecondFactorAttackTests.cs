using HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;
using HostedAuth.Server.Tests.CognitoApi.Operations.Risk;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Triggers;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>Ways round the second factor.</summary>
public sealed class SecondFactorAttackTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    [Theory]
    [InlineData("EMAIL_OTP", "phone_number")]
    [InlineData("SMS_MFA", "email")]
    public async Task A_password_is_reset_by_an_address_that_second_factors_do_not_go_to(string factor, string attribute)
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", factor);

        var answer = await server.ForgotPasswordAsync(world.SignIn.Client.Id, "alice");

        answer.ShouldSucceed().Text("CodeDeliveryDetails.AttributeName").ShouldBe(attribute);
    }

    [Fact]
    public async Task Where_there_is_no_other_address_the_password_is_not_reset()
    {
        var world = await CodeWorld.CreateAsync(server);
        await world.AddUserAsync("alice", "EMAIL_OTP", "SMS_MFA");

        (await server.ForgotPasswordAsync(world.SignIn.Client.Id, "alice")).ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task One_code_of_an_app_given_in_many_sessions_at_once_signs_in_once()
    {
        var world = await MfaWorld.CreateAsync(server);
        var app = await world.AddAppAsync("alice");
        var asked = new List<ApiAnswer>();
        for (var i = 0; i < 8; i++)
        {
            asked.Add(await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA"));
        }

        var code = app.Code();
        var answers = await Task.WhenAll(asked.Select(one => AnswerAsync(world.SignIn, one, "SOFTWARE_TOKEN_MFA_CODE", code)));

        answers.Count(answer => answer.Error is null).ShouldBe(1, string.Join('\n', answers.Select(answer => answer.Body)));
    }

    [Fact]
    public async Task Guesses_at_an_app_are_counted_over_all_sessions()
    {
        var world = await MfaWorld.CreateAsync(server);
        var app = await world.AddAppAsync("alice");
        var errors = new List<string?>();
        for (var i = 0; i < 6; i++)
        {
            var asked = await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA");
            for (var j = 0; j < 4; j++)
            {
                var wrong = await AnswerAsync(world.SignIn, asked, "SOFTWARE_TOKEN_MFA_CODE", app.Code() is "000000" ? "000001" : "000000");
                errors.Add(wrong.Error);
            }
        }

        errors.Count(error => error is "CodeMismatchException").ShouldBeLessThanOrEqualTo(10);
        var last = await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA");
        (await AnswerAsync(world.SignIn, last, "SOFTWARE_TOKEN_MFA_CODE", app.Code())).Error.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("PASSWORD")]
    [InlineData("SELECT_CHALLENGE")]
    [InlineData("MFA_SETUP")]
    [InlineData("SELECT_MFA_TYPE")]
    [InlineData("EMAIL_OTP")]
    [InlineData("WEB_AUTHN")]
    [InlineData("CUSTOM_CHALLENGE")]
    [InlineData("NEW_PASSWORD_REQUIRED")]
    [InlineData("DEVICE_SRP_AUTH")]
    public async Task The_session_of_a_second_factor_answers_no_other_challenge(string challenge)
    {
        var world = await MfaWorld.CreateAsync(server);
        await world.AddAppAsync("alice");
        var asked = await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA");

        var answer = await server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ClientId = world.SignIn.Client.Id,
            ChallengeName = challenge,
            Session = asked.Text("Session"),
            ChallengeResponses = new
            {
                USERNAME = "alice",
                PASSWORD = SignInWorld.Password,
                ANSWER = "PASSWORD",
                NEW_PASSWORD = "N3w-Passw0rd!",
                EMAIL_OTP_CODE = "000000",
                CREDENTIAL = "{}",
                SRP_A = "2",
                DEVICE_KEY = "x",
            },
        });

        answer.Text("AuthenticationResult").ShouldBeNull();
        answer.Error.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_session_of_one_user_is_no_session_of_another()
    {
        var world = await MfaWorld.CreateAsync(server);
        await world.AddAppAsync("alice");
        var app = await world.AddAppAsync("eve");
        var alices = await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA");

        // Eve's code, Alice's session: under either name.
        foreach (var name in new[] { "alice", "eve" })
        {
            (await AnswerAsync(world.SignIn, alices, "SOFTWARE_TOKEN_MFA_CODE", app.Code(), name)).Error.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task A_custom_sign_in_is_no_way_round_a_second_factor_that_a_risk_demands()
    {
        server.LetInWhoAnswers();
        var world = new MfaWorld(await SignInWorld.CreateAsync(
            server,
            new
            {
                UserPoolAddOns = new { AdvancedSecurityMode = "ENFORCED" },
                LambdaConfig = Asking.Config,
            },
            new { ExplicitAuthFlows = new[] { "ALLOW_CUSTOM_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH" } }));
        await world.ConfigureAsync("OPTIONAL");
        await world.AddAppAsync("alice");
        await RiskWorld.SetAsync(server, world.SignIn.PoolId, RiskWorld.Takeover("MFA_REQUIRED"));
        (await CustomAsync(world.SignIn, "127.0.0.1", "")).Text("AuthenticationResult").ShouldNotBeNull();

        var risky = await CustomAsync(world.SignIn, "198.51.100.1", RiskWorld.OtherBrowser);

        risky.ShouldSucceed().Text("ChallengeName").ShouldBe("SOFTWARE_TOKEN_MFA");
    }

    private static Task<ApiAnswer> AnswerAsync(
        SignInWorld world,
        ApiAnswer asked,
        string response,
        string code,
        string username = "alice") => world.Server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ClientId = world.Client.Id,
            ChallengeName = asked.Text("ChallengeName"),
            Session = asked.Text("Session"),
            ChallengeResponses = new Dictionary<string, string> { ["USERNAME"] = username, [response] = code },
        });

    private async Task<ApiAnswer> CustomAsync(SignInWorld world, string address, string browser)
    {
        var context = new
        {
            IpAddress = address,
            ServerName = "app.example",
            ServerPath = "/",
            HttpHeaders = new[] { new { headerName = "User-Agent", headerValue = browser } },
        };
        var asked = await server.CallAsync("AdminInitiateAuth", new
        {
            UserPoolId = world.PoolId,
            ClientId = world.Client.Id,
            AuthFlow = "CUSTOM_AUTH",
            AuthParameters = new { USERNAME = "alice" },
            ContextData = context,
        });
        return await server.CallAsync("AdminRespondToAuthChallenge", new
        {
            UserPoolId = world.PoolId,
            ClientId = world.Client.Id,
            ChallengeName = "CUSTOM_CHALLENGE",
            Session = asked.ShouldSucceed().Text("Session"),
            ChallengeResponses = new { USERNAME = "alice", ANSWER = "1" },
            ContextData = context,
        });
    }
}
