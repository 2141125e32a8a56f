using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignUp;

public sealed class ResendConfirmationCodeTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_new_code_replaces_the_old_one()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail();
        await server.SignUpAsync(clientId, "ada", email);
        var first = await server.MessageToAsync(email);

        var answer = await server.ResendAsync(clientId, "ada");

        answer.ShouldSucceed().Text("CodeDeliveryDetails.Destination").ShouldBe("a***@e***");
        var second = await server.CodeToAsync(email, first);
        if (second != first.Code)
        {
            (await server.ConfirmSignUpAsync(clientId, "ada", first.Code!)).ShouldRefuse("CodeMismatchException");
        }

        (await server.ConfirmSignUpAsync(clientId, "ada", second)).ShouldSucceed();
    }

    [Fact]
    public async Task A_confirmed_user_gets_no_code()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        await server.JoinAsync(clientId, "ada", People.NewEmail());

        var answer = await server.ResendAsync(clientId, "ada");

        answer.ShouldRefuse("InvalidParameterException", "User is already confirmed.");
    }

    [Fact]
    public async Task A_pool_that_verifies_nothing_has_no_codes_to_send()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(poolMembers: new { });
        await server.SignUpAsync(clientId, "ada", People.NewEmail());

        var answer = await server.ResendAsync(clientId, "ada");

        answer.ShouldRefuse("InvalidParameterException", "Cannot resend codes. Auto verification not turned on.");
    }

    [Fact]
    public async Task An_unknown_name_is_told_by_a_client_that_does_not_hide_users()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(clientMembers: new { PreventUserExistenceErrors = "LEGACY" });

        var answer = await server.ResendAsync(clientId, "nobody");

        answer.ShouldRefuse("UserNotFoundException", "Username/client id combination not found.");
    }

    [Theory]
    [InlineData("nobody@example.org", "n***@e***", "EMAIL")]
    [InlineData("+15550109876", "+*******9876", "SMS")]
    [InlineData("+15550109876", null, "EMAIL")]
    [InlineData("nobody", null, "EMAIL")]
    public async Task A_client_that_hides_users_gets_a_made_up_destination_by_what_the_pool_verifies_always_the_same(
        string username,
        string? destination,
        string medium)
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(
            new { AutoVerifiedAttributes = new[] { medium is "SMS" ? "phone_number" : "email" } },
            new { PreventUserExistenceErrors = "ENABLED" });

        var first = (await server.ResendAsync(clientId, username)).ShouldSucceed();
        var second = (await server.ResendAsync(clientId, username)).ShouldSucceed();

        first.Body.ShouldBe(second.Body);
        first.Text("CodeDeliveryDetails.DeliveryMedium").ShouldBe(medium);
        first.Text("CodeDeliveryDetails.Destination").ShouldBe(destination ?? second.Text("CodeDeliveryDetails.Destination"));
    }

    [Fact]
    public async Task A_disabled_user_looks_like_nobody_to_a_client_that_hides_users()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync(
            clientMembers: new { PreventUserExistenceErrors = "ENABLED" });
        var email = People.NewEmail();
        await server.SignUpAsync(clientId, "ada", email);
        var first = await server.MessageToAsync(email);
        await server.ChangeUserAsync(poolId, "ada", user => user.Enabled = false);

        var answer = await server.ResendAsync(clientId, "ada");
        var confirmation = await server.ConfirmSignUpAsync(clientId, "ada", first.Code!);

        answer.ShouldSucceed();
        confirmation.ShouldRefuse("CodeMismatchException");
        (await server.ReadUserAsync(poolId, "ada")).Status.ShouldBe(UserStatus.UNCONFIRMED);
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("nobody")]
    public async Task The_sixth_code_within_an_hour_is_refused_whether_the_user_exists_or_not(string username)
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(clientMembers: new { PreventUserExistenceErrors = "ENABLED" });
        await server.SignUpAsync(clientId, "ada", People.NewEmail());

        for (var i = 0; i < 5; i++)
        {
            (await server.ResendAsync(clientId, username)).ShouldSucceed();
        }

        (await server.ResendAsync(clientId, username)).ShouldRefuse(
            "LimitExceededException",
            "Attempt limit exceeded, please try after some time.");
    }
}
