using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;

namespace HostedAuth.Server.Tests.Triggers;

public sealed class TriggerTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    private const string Arn = "arn:aws:lambda:us-east-1:123456789012:function:pre-sign-up";

    [Fact]
    public async Task A_function_gets_the_event_of_AWS_signed()
    {
        var (poolId, clientId) = await OpenAsync(new { PreSignUp = Arn }, call => Event(call, new { autoConfirmUser = false }));

        (await server.SignUpAsync(clientId, "ada", "ada@example.com")).ShouldSucceed();

        var call = server.Functions.Calls.Last(call => call.Body.Contains(poolId, StringComparison.Ordinal));
        call.Line.ShouldBe($"POST /2015-03-31/functions/{Uri.EscapeDataString(Arn)}/invocations HTTP/1.1");
        call.Headers["Authorization"].ShouldStartWith("AWS4-HMAC-SHA256 Credential=AKIATRIGGERS/");
        call.Body.ShouldBe(
            $$$"""
            {"version":"1","region":"us-east-1","userPoolId":"{{{poolId}}}","userName":"ada","callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":"{{{clientId}}}"},"triggerSource":"PreSignUp_SignUp","request":{"userAttributes":{"email":"ada@example.com","email_verified":"false"},"validationData":{},"clientMetadata":{}},"response":{"autoConfirmUser":false,"autoVerifyEmail":false,"autoVerifyPhone":false}}
            """);
    }

    [Fact]
    public async Task PreSignUp_confirms_and_verifies_and_PostConfirmation_follows()
    {
        var (poolId, clientId) = await OpenAsync(
            new { PreSignUp = Arn, PostConfirmation = Arn },
            call => Event(call, new { autoConfirmUser = true, autoVerifyEmail = true }));

        var answer = await server.SignUpAsync(clientId, "ada", "ada@example.com");

        answer.ShouldSucceed().Text("UserConfirmed").ShouldBe("true");
        (await server.ReadUserAsync(poolId, "ada")).Attributes["email_verified"].ShouldBe("true");
        Sources(poolId).ShouldBe(["PreSignUp_SignUp", "PostConfirmation_ConfirmSignUp"]);
        (await server.SignInAsync(clientId, "ada")).ShouldSucceed();
    }

    [Fact]
    public async Task Whom_PreSignUp_confirms_cannot_give_the_password_twice_for_two_factors()
    {
        server.Functions.Answers = call => Event(call, new { autoConfirmUser = true });
        var (poolId, clientId) = await server.OpenAsync(
            new { PreSignUp = Arn }, new { ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH" } });
        (await server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = poolId,
            MfaConfiguration = "ON",
            SoftwareTokenMfaConfiguration = new { Enabled = true },
        })).ShouldSucceed();
        var signedUp = (await server.SignUpAsync(clientId, "ada", "ada@example.com")).ShouldSucceed();

        var answer = await server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_AUTH",
            ClientId = clientId,
            Session = signedUp.Text("Session"),
            AuthParameters = new { USERNAME = "ada" },
        });

        answer.ShouldSucceed().Text("ChallengeName").ShouldBe("MFA_SETUP");
    }

    [Fact]
    public async Task Whom_PreSignUp_confirms_without_a_password_has_proven_nothing()
    {
        server.Functions.Answers = call => Event(call, new { autoConfirmUser = true });
        var (_, clientId) = await server.CreateOpenPoolAsync(
            new
            {
                LambdaConfig = new { PreSignUp = Arn },
                Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "EMAIL_OTP" } } },
            },
            new { ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH" } });
        var signedUp = await server.CallPublicAsync("SignUp", new
        {
            ClientId = clientId,
            Username = "ada",
            UserAttributes = new[] { new { Name = "email", Value = People.NewEmail() } },
        });
        signedUp.ShouldSucceed().Text("UserConfirmed").ShouldBe("true");

        var answer = await server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_AUTH",
            ClientId = clientId,
            Session = signedUp.Text("Session"),
            AuthParameters = new { USERNAME = "ada" },
        });

        answer.ShouldRefuse("NotAuthorizedException", "Invalid session for the user.");
    }

    [Fact]
    public async Task A_function_that_throws_refuses_with_its_text_and_nobody_is_made()
    {
        var (poolId, clientId) = await OpenAsync(
            new { PreSignUp = Arn },
            _ => new Lie("""{"errorMessage":"Not from there","errorType":"Exception"}""", FunctionError: "Unhandled"));

        var answer = await server.SignUpAsync(clientId, "ada", "ada@example.com");

        answer.ShouldRefuse("UserLambdaValidationException", "PreSignUp failed with error Not from there.");
        await ShouldHaveNobodyAsync(poolId);
    }

    [Theory]
    [InlineData("not json", 200, "InvalidLambdaResponseException")]
    [InlineData("[]", 200, "InvalidLambdaResponseException")]
    [InlineData("null", 200, "InvalidLambdaResponseException")]
    [InlineData("""{"response":{"autoConfirmUser":"yes"}}""", 200, "InvalidLambdaResponseException")]
    [InlineData("""{"response":null}""", 200, "InvalidLambdaResponseException")]
    [InlineData("""{"response":{},"response":{}}""", 200, "InvalidLambdaResponseException")]
    [InlineData("oversized", 200, "InvalidLambdaResponseException")]
    [InlineData("{}", 302, "UnexpectedLambdaException")]
    [InlineData("{}", 500, "UnexpectedLambdaException")]
    public async Task A_wrong_answer_is_refused_and_nobody_is_made(string body, int status, string error)
    {
        var text = body is "oversized" ? $"\"{new string('x', 2_000_000)}\"" : body;
        var (poolId, clientId) = await OpenAsync(new { PreSignUp = Arn }, _ => new Lie(text, status, Location: "http://169.254.169.254/"));

        var answer = await server.SignUpAsync(clientId, "ada", "ada@example.com");

        answer.ShouldRefuse(error);
        await ShouldHaveNobodyAsync(poolId);
    }

    [Fact]
    public async Task A_function_that_keeps_silent_is_called_three_times_and_given_up()
    {
        var (poolId, clientId) = await OpenAsync(new { PreSignUp = Arn }, _ => new Lie("{}", Delay: TimeSpan.FromSeconds(30)));

        var answer = await server.SignUpAsync(clientId, "ada", "ada@example.com");

        answer.ShouldRefuse(
            "UnexpectedLambdaException", "PreSignUp failed with error Socket timeout while invoking Lambda function.");
        Sources(poolId).Count.ShouldBe(3);
        await ShouldHaveNobodyAsync(poolId);
    }

    [Fact]
    public async Task What_PostConfirmation_refuses_is_told_and_the_user_stays_confirmed()
    {
        var (poolId, clientId) = await OpenAsync(
            new { PostConfirmation = Arn },
            _ => new Lie("""{"errorMessage":"no"}""", FunctionError: "Unhandled"));
        (await server.SignUpAsync(clientId, "ada", "ada@example.com")).ShouldSucceed();

        var answer = await server.CallAsync("AdminConfirmSignUp", new { UserPoolId = poolId, Username = "ada" });

        answer.ShouldRefuse("UserLambdaValidationException", "PostConfirmation failed with error no.");
        (await server.ReadUserAsync(poolId, "ada")).Status.ToString().ShouldBe("CONFIRMED");
    }

    [Fact]
    public async Task A_webhook_of_the_settings_gets_the_event_signed_and_answers_the_response_alone()
    {
        var (_, clientId) = await OpenAsync(
            new { PreSignUp = "arn:hostedauth:webhook::0:mine" },
            _ => new Lie("""{"autoConfirmUser":true}"""));

        (await server.SignUpAsync(clientId, "ada", "ada@example.com")).Text("UserConfirmed").ShouldBe("true");

        server.Functions.Calls.Last().Headers["HostedAuth-Signature"].ShouldMatch("^t=[0-9]+,v1=[0-9a-f]{64}$");
    }

    [Fact]
    public async Task A_webhook_that_answers_4xx_with_an_error_refuses_with_its_text()
    {
        var (poolId, clientId) = await OpenAsync(
            new { PreSignUp = "arn:hostedauth:webhook::0:mine" },
            _ => new Lie("""{"error":"Not from there"}""", 403));

        (await server.SignUpAsync(clientId, "ada", "ada@example.com"))
            .ShouldRefuse("UserLambdaValidationException", "PreSignUp failed with error Not from there.");
        await ShouldHaveNobodyAsync(poolId);
    }

    [Fact]
    public async Task An_invited_user_is_refused_too()
    {
        var (poolId, _) = await OpenAsync(
            new { PreSignUp = Arn },
            _ => new Lie("""{"errorMessage":"no"}""", FunctionError: "Unhandled"));

        var answer = await server.CallAsync("AdminCreateUser", new { UserPoolId = poolId, Username = "ada" });

        answer.ShouldRefuse("UserLambdaValidationException", "PreSignUp failed with error no.");
        Sources(poolId).ShouldBe(["PreSignUp_AdminCreateUser"]);
        await ShouldHaveNobodyAsync(poolId);
    }

    private async Task<(string PoolId, string ClientId)> OpenAsync(object triggers, Func<ReceivedCall, Lie> answers)
    {
        var opened = await server.OpenAsync(triggers);
        server.Functions.Answers = answers;
        return opened;
    }

    private async Task ShouldHaveNobodyAsync(string poolId) =>
        (await server.CallAsync("ListUsers", new { UserPoolId = poolId })).Json.GetProperty("Users").GetArrayLength().ShouldBe(0);

    private List<string> Sources(string poolId) => server.Sources(poolId);

    /// <summary>As a handler does: gives the event back, its response filled in.</summary>
    private static Lie Event(ReceivedCall call, object response) => ServerWithFunctions.Answer(call, response);
}
