using System.Text;
using System.Text.Json.Nodes;
using HostedAuth.Core.Outbound;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignUp;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.CognitoApi.Operations.Risk;
using HostedAuth.Server.Tests.Delivery;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;
using Microsoft.Extensions.DependencyInjection;
using static HostedAuth.Server.Tests.Triggers.CustomSenderSteps;

namespace HostedAuth.Server.Tests.Triggers;

public sealed class CustomSenderTests(ServerWithProviders server) : IClassFixture<ServerWithProviders>
{
    [Fact]
    public async Task The_webhook_gets_the_event_of_AWS_with_the_code_signed_and_nobody_else_sends()
    {
        var (poolId, clientId) = await server.OpenWithSendersAsync();

        var signUp = await server.CallPublicAsync("SignUp", new
        {
            ClientId = clientId,
            Username = "ada",
            People.Password,
            UserAttributes = new[] { new { Name = "email", Value = "ada@example.com" } },
            ClientMetadata = new { from = "shop" },
        });

        var sub = signUp.ShouldSucceed().Text("UserSub");
        var call = (await server.CallsOfAsync(poolId, 1)).Single();
        call.Line.ShouldBe("POST /post?key=1 HTTP/1.1");
        call.Headers["HostedAuth-Signature"].ShouldBe(WebhookSignature.Of(
            new Secret(ServerWithProviders.WebhookSecret), server.Clock.GetUtcNow(), Encoding.UTF8.GetBytes(call.Body)));
        var code = CodeIn(call);
        JsonShould.Be(
            call.Body,
            $$$"""
            {"version":"1","region":"us-east-1","userPoolId":"{{{poolId}}}","userName":"ada",
             "callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":"{{{clientId}}}"},
             "triggerSource":"CustomEmailSender_SignUp",
             "request":{"type":"customEmailSenderRequestV1","code":"{{{code}}}","clientMetadata":{"from":"shop"},
              "userAttributes":{"sub":"{{{sub}}}","cognito:user_status":"UNCONFIRMED","email":"ada@example.com","email_verified":"false"}},
             "response":{}}
            """);
        (await server.ConfirmSignUpAsync(clientId, "ada", code)).ShouldSucceed();
        var log = await DeliveriesAsync(poolId);
        log.Text("MessageDeliveries.0.Sender").ShouldBe("CustomSender:post");
        log.Text("MessageDeliveries.0.MessageId").ShouldBe(call.Headers["HostedAuth-Id"]);
    }

    [Fact]
    public async Task Every_message_has_a_source_of_its_own()
    {
        var (poolId, clientId) = await server.OpenWithSendersAsync();
        var email = People.NewEmail();
        (await server.SignUpAsync(clientId, "ada", email)).ShouldSucceed();
        (await server.ResendAsync(clientId, "ada")).ShouldSucceed();
        await server.CallAsync("AdminConfirmSignUp", new { UserPoolId = poolId, Username = "ada" });
        await server.ChangeUserAsync(poolId, "ada", user =>
            user.Attributes = new Dictionary<string, string>(user.Attributes) { ["email_verified"] = "true" });
        (await server.ForgotPasswordAsync(clientId, "ada")).ShouldSucceed();
        var token = await server.AccessTokenAsync(clientId, "ada");
        (await server.CallPublicAsync(
            "GetUserAttributeVerificationCode", new { AccessToken = token, AttributeName = "email" })).ShouldSucceed();
        (await server.CallPublicAsync("InitiateAuth", new
        {
            ClientId = clientId,
            AuthFlow = "USER_AUTH",
            AuthParameters = new { USERNAME = "ada", PREFERRED_CHALLENGE = "EMAIL_OTP" },
        })).ShouldSucceed();
        await InviteAsync(poolId, "bob", "email", People.NewEmail("bob"), "EMAIL");
        await InviteAsync(poolId, "eve", "phone_number", "+15550100", "SMS");

        var events = (await server.CallsOfAsync(poolId, 7)).Select(call => JsonNode.Parse(call.Body)!).ToList();

        events.Select(content => (string)content["triggerSource"]!).ShouldBe(
            [
                "CustomEmailSender_SignUp", "CustomEmailSender_ResendCode", "CustomEmailSender_ForgotPassword",
                "CustomEmailSender_VerifyUserAttribute", "CustomEmailSender_Authentication",
                "CustomEmailSender_AdminCreateUser", "CustomSMSSender_AdminCreateUser",
            ],
            ignoreOrder: true);
        var text = events.Single(content => (string)content["triggerSource"]! == "CustomSMSSender_AdminCreateUser");
        text["request"]!["type"]!.ToString().ShouldBe("customSMSSenderRequestV1");
        text["request"]!["userAttributes"]!["phone_number"]!.ToString().ShouldBe("+15550100");
        text["request"]!["code"].ShouldNotBeNull();
        text["callerContext"]!["clientId"]!.ToString().ShouldBe("CLIENT_ID_NOT_APPLICABLE");
    }

    [Fact]
    public async Task The_owner_of_an_address_is_told_of_another_sign_up_without_a_code()
    {
        server.World.Answers = _ => new Lie("{}");
        var (poolId, clientId) = await server.CreateOpenPoolAsync(
            new { LambdaConfig = CustomSenderSteps.Triggers, AutoVerifiedAttributes = new[] { "email" }, UsernameAttributes = new[] { "email" } });
        (await server.SignUpAsync(clientId, "ada@example.com")).ShouldSucceed();

        await server.InPoolAsync(poolId, services => services.GetRequiredService<TakenAddresses>().TellOwnerAsync(
            new Registration
            {
                Client = services.GetRequiredService<PoolScope>().Pool.FindClient(clientId)!,
                Username = "ada@example.com",
                Password = new Secret(People.Password),
            },
            CancellationToken.None));

        var content = (await server.CallsOfAsync(poolId, 2)).Select(call => JsonNode.Parse(call.Body)!)
            .Single(content => (string)content["triggerSource"]! == "CustomEmailSender_AccountExists");
        content["request"]!["code"].ShouldBeNull();
        content["request"]!["userAttributes"]!["email"]!.ToString().ShouldBe("ada@example.com");
    }

    [Fact]
    public async Task An_address_that_waits_for_its_proof_is_where_the_code_goes()
    {
        var (poolId, clientId) = await server.OpenWithSendersAsync();
        await InviteAsync(poolId, "ada", "email", "old@example.com", medium: null);
        await server.CallAsync("AdminSetUserPassword", new { UserPoolId = poolId, Username = "ada", People.Password, Permanent = true });

        (await server.CallPublicAsync("UpdateUserAttributes", new
        {
            AccessToken = await server.AccessTokenAsync(clientId, "ada"),
            UserAttributes = new[] { new { Name = "email", Value = "new@example.com" } },
        })).ShouldSucceed();

        var content = JsonNode.Parse((await server.CallsOfAsync(poolId, 1)).Single().Body)!;
        content["triggerSource"]!.ToString().ShouldBe("CustomEmailSender_UpdateUserAttribute");
        content["request"]!["userAttributes"]!["email"]!.ToString().ShouldBe("new@example.com");
        content["request"]!["userAttributes"]!["email_verified"]!.ToString().ShouldBe("false");
        (await server.ReadUserAsync(poolId, "ada")).Attributes["email"].ShouldBe("old@example.com");
    }

    [Fact]
    public async Task A_sign_in_that_looks_like_somebody_elses_is_told_with_its_circumstances()
    {
        server.World.Answers = _ => new Lie("{}");
        var world = await RiskWorld.CreateAsync(server);
        await RiskWorld.SetAsync(server, world.PoolId, RiskWorld.Takeover("NO_ACTION", notify: true));
        (await server.CallAsync("UpdateUserPool", new
        {
            UserPoolId = world.PoolId,
            LambdaConfig = CustomSenderSteps.Triggers,
            UserPoolAddOns = new { AdvancedSecurityMode = "ENFORCED" },
        })).ShouldSucceed();

        (await world.SignInFromAsync("alice", "203.0.113.77", RiskWorld.OtherBrowser)).ShouldSucceed();

        var content = JsonNode.Parse((await server.CallsOfAsync(world.PoolId, 1)).Single().Body)!;
        content["triggerSource"]!.ToString().ShouldBe("CustomEmailSender_AccountTakeOverNotification");
        content["request"]!["code"].ShouldBeNull();
        var attributes = content["request"]!["userAttributes"]!.AsObject();
        attributes["USER_NAME"]!.ToString().ShouldBe("alice");
        attributes["IP_ADDRESS"]!.ToString().ShouldBe("203.0.113.77");
        attributes["ACCOUNT_TAKE_OVER_ACTION"]!.ToString().ShouldBe("NO_ACTION");
        attributes["ONE_CLICK_LINK_VALID"]!.ToString().ShouldContain("feedback=Valid");
        attributes["ONE_CLICK_LINK_INVALID"]!.ToString().ShouldContain("feedback=Invalid");
        attributes.Select(attribute => attribute.Key).ShouldBeSubsetOf(
        [
            "sub", "cognito:user_status", "email", "email_verified", "EVENT_ID", "USER_NAME", "IP_ADDRESS", "LOGIN_TIME",
            "DEVICE_NAME", "CITY", "COUNTRY", "FEEDBACK_TOKEN", "ONE_CLICK_LINK_VALID", "ONE_CLICK_LINK_INVALID",
            "ACCOUNT_TAKE_OVER_ACTION",
        ]);
        attributes.Count.ShouldBe(15);
    }

    private async Task InviteAsync(string poolId, string username, string attribute, string address, string? medium) =>
        (await server.CallAsync("AdminCreateUser", new Dictionary<string, object>
        {
            ["UserPoolId"] = poolId,
            ["Username"] = username,
            ["UserAttributes"] = new[]
            {
                new { Name = attribute, Value = address },
                new { Name = $"{attribute}_verified", Value = medium is null ? "true" : "false" },
            },
            [medium is null ? "MessageAction" : "DesiredDeliveryMediums"] = medium is null ? "SUPPRESS" : new[] { medium },
        })).ShouldSucceed();

    private async Task<ApiAnswer> DeliveriesAsync(string poolId)
    {
        await Eventually.HoldsAsync(
            async () => (await server.OutboxRowAsync(poolId)).DeliveredAt is not null, "It goes out.");
        return (await server.CallAsync("ListMessageDeliveries", new { UserPoolId = poolId })).ShouldSucceed();
    }
}
