using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Delivery;

public sealed class NoSenderTests(NoSenderTests.Mute server) : IClassFixture<NoSenderTests.Mute>
{
    private const string Text = "The message can't be delivered: no sender is configured for email.";

    [Fact]
    public async Task A_sign_up_that_no_code_can_follow_is_refused_and_nobody_is_made()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync();

        var answer = await server.SignUpAsync(clientId, "ada", People.NewEmail());

        answer.ShouldRefuse("CodeDeliveryFailureException", Text);
        (await server.CallAsync("AdminGetUser", new { UserPoolId = poolId, Username = "ada" })).ShouldRefuse("UserNotFoundException");
    }

    [Fact]
    public async Task A_forgotten_password_is_refused_alike_for_known_and_unknown_names()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync(clientMembers: new { PreventUserExistenceErrors = "ENABLED" });
        (await InviteAsync(poolId, "SUPPRESS")).ShouldSucceed();
        await server.ChangeUserAsync(poolId, "ada", user => user.Status = Core.Users.UserStatus.CONFIRMED);

        (await server.ForgotPasswordAsync(clientId, "ada")).ShouldRefuse("CodeDeliveryFailureException", Text);
        (await server.ForgotPasswordAsync(clientId, "nobody")).ShouldRefuse("CodeDeliveryFailureException", Text);
    }

    [Fact]
    public async Task An_invitation_that_cannot_go_out_is_refused()
    {
        var (poolId, _) = await server.CreateOpenPoolAsync();

        (await InviteAsync(poolId, "")).ShouldRefuse("CodeDeliveryFailureException", Text);
    }

    private Task<ApiAnswer> InviteAsync(string poolId, string action)
    {
        var request = new Dictionary<string, object>
        {
            ["UserPoolId"] = poolId,
            ["Username"] = "ada",
            ["DesiredDeliveryMediums"] = new[] { "EMAIL" },
            ["UserAttributes"] = new[]
            {
                new { Name = "email", Value = "ada@example.com" },
                new { Name = "email_verified", Value = "true" },
            },
        };
        if (action is not "")
        {
            request["MessageAction"] = action;
        }

        return server.CallAsync("AdminCreateUser", request);
    }

    /// <summary>Has neither a mailbox nor a mail server.</summary>
    public sealed class Mute : HostedAuthServer
    {
        protected override IEnumerable<string> Arguments => ["--Mailbox:Enabled=false"];
    }
}
