using HostedAuth.Server.Tests.Delivery;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;

namespace HostedAuth.Server.Tests.Notices;

public sealed class NoticesByOrdinarySenderTests(ServerWithProviders server) : IClassFixture<ServerWithProviders>
{
    [Fact]
    public async Task A_pool_whose_webhook_sends_its_codes_has_no_event_for_notices_so_the_ordinary_sender_takes_them()
    {
        server.World.Answers = _ => new Lie("{}");
        var poolId = await server.CreatePoolAsync(new
        {
            UserPoolTags = NoticesWorld.Tags,
            LambdaConfig = new { CustomEmailSender = new { LambdaArn = "arn:hostedauth:webhook::0:post", LambdaVersion = "V1_0" } },
        });
        (await server.CallAsync("AdminCreateUser", new
        {
            UserPoolId = poolId,
            Username = "alice",
            MessageAction = "SUPPRESS",
            UserAttributes = NoticesWorld.Attributes(("email", "alice@example.com"), ("email_verified", "true")),
        })).ShouldSucceed();

        (await server.CallAsync("AdminSetUserPassword", new { UserPoolId = poolId, Username = "alice", People.Password, Permanent = true }))
            .ShouldSucceed();

        await Eventually.HoldsAsync(async () => (await DeliveriesAsync(poolId)).Text("MessageDeliveries.0.Sender") is not null, "It goes out.");
        var log = await DeliveriesAsync(poolId);
        log.Text("MessageDeliveries.0.Sender").ShouldBe("ses");
        log.Text("MessageDeliveries.0.Purpose").ShouldBe("SecurityNotice");
        server.World.Calls.Last().Line.ShouldStartWith("POST /v2/email/outbound-emails ");
    }

    private async Task<ApiAnswer> DeliveriesAsync(string poolId) =>
        (await server.CallAsync("ListMessageDeliveries", new { UserPoolId = poolId })).ShouldSucceed();
}
