using System.Text;
using HostedAuth.Core.Delivery;
using HostedAuth.Server.Tests.Delivery;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;
using static HostedAuth.Server.Tests.Triggers.CustomSenderSteps;

namespace HostedAuth.Server.Tests.Triggers;

/// <summary>How the events of CustomEmailSender and CustomSMSSender reach their webhook.</summary>
public sealed class CustomSenderDeliveryTests(ServerWithProviders server) : IClassFixture<ServerWithProviders>
{
    [Fact]
    public async Task What_the_webhook_did_not_take_waits_sealed_and_comes_again_under_its_id()
    {
        var (poolId, clientId) = await server.OpenWithSendersAsync();
        server.World.Answers = _ => new Lie("{}", 503);
        (await server.SignUpAsync(clientId, "ada", People.NewEmail())).ShouldSucceed();
        var code = CodeIn((await server.CallsOfAsync(poolId, 1)).Single());
        await Eventually.HoldsAsync(
            async () => (await server.OutboxRowAsync(poolId)).LastError is not null, "The courier tries.");
        var waiting = await server.OutboxRowAsync(poolId);
        Encoding.Latin1.GetString(waiting.SealedBody!).ShouldNotContain(code);
        waiting.LastError.ShouldBe("The webhook refused (503).");
        server.World.Answers = _ => new Lie("not json");
        server.Clock.Advance(TimeSpan.FromSeconds(10));

        await Eventually.HoldsAsync(
            async () => (await server.OutboxRowAsync(poolId)).DeliveredAt is not null, "It goes out.");

        (await server.OutboxRowAsync(poolId)).SealedBody.ShouldBeNull();
        var calls = await server.CallsOfAsync(poolId, 2);
        calls.Select(call => call.Headers["HostedAuth-Id"]).Distinct().ShouldHaveSingleItem().ShouldBe(waiting.Id);
        calls.Select(CodeIn).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_was_written_under_other_settings_still_goes_out()
    {
        var mail = new Message { Channel = Channels.Email, To = "ada@example.com", Subject = "Hello", Text = "Hello" };
        var (poolId, _) = await server.OpenWithSendersAsync();
        var later = await server.CreatePoolAsync();

        (await server.SendAsync(poolId, mail)).Line.ShouldStartWith("POST /v2/email/outbound-emails ");
        (await server.SendAsync(later, mail with { Event = "{}" })).Line.ShouldStartWith("POST /v2/email/outbound-emails ");
    }

    [Theory]
    [InlineData("CustomEmailSender")]
    [InlineData("CustomSMSSender")]
    public async Task A_function_of_AWS_is_refused_since_it_would_need_its_KMS(string trigger)
    {
        var text = $"{trigger} must name a webhook (arn:hostedauth:webhook::0:name): Lambda functions get the code sealed by "
            + "AWS KMS, which this server does not have.";
        var config = new Dictionary<string, object>
        {
            [trigger] = To("arn:aws:lambda:us-east-1:123456789012:function:send"),
            ["KMSKeyID"] = "arn:aws:kms:us-east-1:123456789012:key/0",
        };
        var poolId = await server.CreatePoolAsync();

        (await server.CallAsync("CreateUserPool", new { PoolName = "p", LambdaConfig = config }))
            .ShouldRefuse("InvalidParameterException", text);
        (await server.CallAsync("UpdateUserPool", new { UserPoolId = poolId, LambdaConfig = config }))
            .ShouldRefuse("InvalidParameterException", text);
    }
}
