using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Triggers;

public sealed class CustomMessageTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    private static readonly object Trigger = new { CustomMessage = ServerWithFunctions.Arn };

    [Fact]
    public async Task The_function_writes_the_mail_and_never_sees_the_code()
    {
        var (poolId, clientId) = await server.OpenAsync(Trigger);
        var email = People.NewEmail();
        server.Handle(content => new
        {
            emailSubject = "Hello",
            emailMessage = $"<b>Welcome</b>, your code is {content["request"]!["codeParameter"]}",
        });

        (await server.SignUpAsync(clientId, "ada", email)).ShouldSucceed();

        var message = await server.MessageToAsync(email);
        message.Subject.ShouldBe("Hello");
        message.Text.ShouldBe($"Welcome, your code is {message.Code}");
        message.Html.ShouldBe($"<b>Welcome</b>, your code is {message.Code}");
        var content = server.Events(poolId).ShouldHaveSingleItem();
        content["triggerSource"]!.ToString().ShouldBe("CustomMessage_SignUp");
        content.ToJsonString().ShouldNotContain(message.Code!);
        var request = content["request"]!.AsObject();
        request.Remove("userAttributes");
        request.ToJsonString().ShouldBe(
            """{"codeParameter":"{####}","linkParameter":"{##Click Here##}","usernameParameter":null,"clientMetadata":{}}""");
        (await server.ConfirmSignUpAsync(clientId, "ada", message.Code!)).ShouldSucceed();
    }

    [Fact]
    public async Task Every_message_has_a_source_of_its_own()
    {
        var (poolId, clientId) = await server.OpenAsync(Trigger);
        var email = People.NewEmail();
        server.Handle(_ => null);

        await server.SignUpAsync(clientId, "ada", email);
        await server.ResendAsync(clientId, "ada");
        await server.CallAsync("AdminConfirmSignUp", new { UserPoolId = poolId, Username = "ada" });
        await server.ChangeUserAsync(poolId, "ada", user =>
            user.Attributes = new Dictionary<string, string>(user.Attributes) { ["email_verified"] = "true" });
        await server.ForgotPasswordAsync(clientId, "ada");
        var token = await server.AccessTokenAsync(clientId, "ada");
        await server.CallPublicAsync(
            "GetUserAttributeVerificationCode", new { AccessToken = token, AttributeName = "email" });
        var updated = await server.CallPublicAsync("UpdateUserAttributes", new
        {
            AccessToken = token,
            UserAttributes = new[] { new { Name = "email", Value = People.NewEmail() } },
        });
        updated.ShouldSucceed();
        await server.CallAsync("AdminCreateUser", new
        {
            UserPoolId = poolId,
            Username = "bob",
            UserAttributes = new[] { new { Name = "email", Value = People.NewEmail("bob") } },
            DesiredDeliveryMediums = new[] { "EMAIL" },
        });

        server.Sources(poolId).ShouldBe(
        [
            "CustomMessage_SignUp", "CustomMessage_ResendCode", "CustomMessage_ForgotPassword",
            "CustomMessage_VerifyUserAttribute", "CustomMessage_UpdateUserAttribute", "CustomMessage_AdminCreateUser",
        ]);
        server.Events(poolId)[^1]["request"]!["usernameParameter"]!.ToString().ShouldBe("{username}");
    }

    [Theory]
    [InlineData("""{"emailMessage":"Welcome, no code"}""")]
    [InlineData("""{"emailMessage":7}""")]
    [InlineData("""{"smsMessage":"{##x"}""")]
    [InlineData("long")]
    public async Task A_text_that_brings_no_code_is_refused_and_nobody_is_made(string response)
    {
        var (poolId, clientId) = await server.OpenAsync(Trigger);
        object answer = response == "long"
            ? new { emailMessage = "{####}" + new string('x', 20_000) }
            : JsonNode.Parse(response)!;
        server.Handle(_ => answer);

        (await server.SignUpAsync(clientId, "ada", People.NewEmail())).ShouldRefuse("InvalidLambdaResponseException");

        (await server.CallAsync("ListUsers", new { UserPoolId = poolId })).Json.GetProperty("Users").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_the_function_leaves_alone_stays()
    {
        var (_, clientId) = await server.OpenAsync(Trigger);
        var email = People.NewEmail();
        server.Handle(_ => new { smsMessage = "Code {####}" });

        (await server.SignUpAsync(clientId, "ada", email)).ShouldSucceed();

        (await server.MessageToAsync(email)).Text.ShouldNotStartWith("Code ");
    }

    [Theory]
    [InlineData("ForgotPassword")]
    [InlineData("ResendCode")]
    [InlineData("Authentication")]
    public async Task Whether_a_name_is_known_is_told_neither_by_the_call_nor_by_its_failure(string source)
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync(
            new
            {
                LambdaConfig = Trigger,
                AutoVerifiedAttributes = new[] { "email" },
                Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "EMAIL_OTP" } } },
            },
            new { PreventUserExistenceErrors = "ENABLED", ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH" } });
        server.Handle(_ => null);
        await JoinAsync(poolId, clientId, isConfirmed: source is not "ResendCode");
        var nobody = await server.LikeAsync(poolId, "ada", number => $"nobody{number}");
        var before = server.Sources(poolId).Count;

        (await AskAsync(clientId, "ada", source)).ShouldSucceed();
        (await AskAsync(clientId, nobody, source)).ShouldSucceed();
        server.Handle(_ => "no such customer");
        var known = await AskAsync(clientId, "ada", source);
        var unknown = await AskAsync(clientId, nobody, source);

        server.Sources(poolId)[before..].ShouldBe(Enumerable.Repeat($"CustomMessage_{source}", 4));
        known.ShouldRefuse("UserLambdaValidationException");
        unknown.Body.ShouldBe(known.Body);
    }

    private async Task JoinAsync(string poolId, string clientId, bool isConfirmed)
    {
        (await server.SignUpAsync(clientId, "ada", People.NewEmail())).ShouldSucceed();
        if (isConfirmed)
        {
            (await server.CallAsync("AdminConfirmSignUp", new { UserPoolId = poolId, Username = "ada" })).ShouldSucceed();
            await server.ChangeUserAsync(poolId, "ada", user =>
                user.Attributes = new Dictionary<string, string>(user.Attributes) { ["email_verified"] = "true" });
        }
    }

    private Task<ApiAnswer> AskAsync(string clientId, string username, string source) => source switch
    {
        "ForgotPassword" => server.ForgotPasswordAsync(clientId, username),
        "ResendCode" => server.ResendAsync(clientId, username),
        _ => server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_AUTH",
            ClientId = clientId,
            AuthParameters = new { USERNAME = username, PREFERRED_CHALLENGE = "EMAIL_OTP" },
        }),
    };
}
