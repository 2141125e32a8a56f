using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Account;

public sealed class ForgotPasswordTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string NotInThisState = "User password cannot be reset in the current state.";

    [Fact]
    public async Task The_code_goes_to_the_verified_address()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = await server.JoinAsync(clientId, "ada", People.NewEmail());
        var before = await server.MessageToAsync(email);

        var answer = (await server.ForgotPasswordAsync(clientId, "ada")).ShouldSucceed();

        answer.Text("CodeDeliveryDetails.Destination").ShouldBe("a***@e***");
        answer.Text("CodeDeliveryDetails.DeliveryMedium").ShouldBe("EMAIL");
        answer.Text("CodeDeliveryDetails.AttributeName").ShouldBe("email");
        (await server.CodeToAsync(email, before)).ShouldMatch(@"\A[0-9]{6}\z");
    }

    [Theory]
    [InlineData("verified_email", "verified_phone_number", "EMAIL")]
    [InlineData("verified_phone_number", "verified_email", "SMS")]
    public async Task The_medium_follows_the_priority_of_account_recovery(string first, string second, string medium)
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync(new
        {
            AutoVerifiedAttributes = new[] { "email" },
            AccountRecoverySetting = new
            {
                RecoveryMechanisms = new[] { new { Name = second, Priority = 2 }, new { Name = first, Priority = 1 } },
            },
        });
        await server.JoinAsync(clientId, "ada", People.NewEmail());
        await server.ChangeUserAsync(poolId, "ada", user => user.Attributes = new Dictionary<string, string>(user.Attributes)
        {
            ["phone_number"] = "+15550100123",
            ["phone_number_verified"] = "true",
        });

        var answer = await server.ForgotPasswordAsync(clientId, "ada");

        answer.ShouldSucceed().Text("CodeDeliveryDetails.DeliveryMedium").ShouldBe(medium);
    }

    [Fact]
    public async Task Where_only_administrators_reset_passwords_nobody_gets_a_code()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(new
        {
            AccountRecoverySetting = new { RecoveryMechanisms = new[] { new { Name = "admin_only", Priority = 1 } } },
        });

        var answer = await server.ForgotPasswordAsync(clientId, "nobody");

        answer.ShouldRefuse("NotAuthorizedException", "Contact administrator to reset password.");
    }

    [Fact]
    public async Task An_address_that_was_never_proven_gets_no_code()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(poolMembers: new { });
        await server.SignUpAsync(clientId, "ada", People.NewEmail());

        var answer = await server.ForgotPasswordAsync(clientId, "ada");

        answer.ShouldRefuse(
            "InvalidParameterException",
            "Cannot reset password for the user as there is no registered/verified email or phone_number");
    }

    [Fact]
    public async Task Users_who_cannot_recover_are_told_so_by_a_client_that_does_not_hide_users()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync(
            clientMembers: new { PreventUserExistenceErrors = "LEGACY" });
        await server.JoinAsync(clientId, "invited", People.NewEmail());
        await server.JoinAsync(clientId, "disabled", People.NewEmail());
        await server.ChangeUserAsync(poolId, "invited", user => user.Status = UserStatus.FORCE_CHANGE_PASSWORD);
        await server.ChangeUserAsync(poolId, "disabled", user => user.Enabled = false);

        var invited = await server.ForgotPasswordAsync(clientId, "invited");
        var disabled = await server.ForgotPasswordAsync(clientId, "disabled");
        var unknown = await server.ForgotPasswordAsync(clientId, "nobody");

        invited.ShouldRefuse("NotAuthorizedException", NotInThisState);
        disabled.ShouldRefuse("NotAuthorizedException", NotInThisState);
        unknown.ShouldRefuse("UserNotFoundException", "Username/client id combination not found.");
    }

    [Theory]
    [InlineData("known@example.com")]
    [InlineData("unproven@example.com")]
    [InlineData("disabled@example.com")]
    [InlineData("invited@example.com")]
    [InlineData("nobody@example.com")]
    public async Task Users_are_not_told_apart_by_a_client_that_hides_them(string email)
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync(
            new { UsernameAttributes = new[] { "email" }, AutoVerifiedAttributes = new[] { "email" } },
            new { PreventUserExistenceErrors = "ENABLED" });
        await PopulateAsync(poolId, clientId);

        var forgot = (await server.ForgotPasswordAsync(clientId, email)).ShouldSucceed();
        var confirmation = await server.ConfirmForgotPasswordAsync(clientId, email, "000000");

        forgot.Text("CodeDeliveryDetails").ShouldBe(
            $$"""{"Destination":"{{email[0]}}***@e***","DeliveryMedium":"EMAIL","AttributeName":"email"}""");
        confirmation.ShouldRefuse("CodeMismatchException", "Invalid verification code provided, please try again.");
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("nobody")]
    public async Task The_eleventh_code_within_an_hour_is_refused_whether_the_user_exists_or_not(string username)
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(clientMembers: new { PreventUserExistenceErrors = "ENABLED" });
        await server.JoinAsync(clientId, "ada", People.NewEmail());

        for (var i = 0; i < 10; i++)
        {
            (await server.ForgotPasswordAsync(clientId, username)).ShouldSucceed();
        }

        (await server.ForgotPasswordAsync(clientId, username)).ShouldRefuse(
            "LimitExceededException",
            "Attempt limit exceeded, please try after some time.");
    }

    [Fact]
    public async Task Requests_at_the_same_moment_all_succeed_and_leave_one_good_code()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = await server.JoinAsync(clientId, "ada", People.NewEmail());
        var before = await server.MessageToAsync(email);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => server.ForgotPasswordAsync(clientId, "ada")));

        answers.ShouldAllBe(answer => answer.Error == null);
        (await server.CodeToAsync(email, before)).ShouldNotBeEmpty();
    }

    private async Task PopulateAsync(string poolId, string clientId)
    {
        foreach (var name in new[] { "known", "unproven", "disabled", "invited" })
        {
            var email = $"{name}@example.com";
            (await server.SignUpAsync(clientId, email)).ShouldSucceed();
            await server.ChangeUserAsync(poolId, email, user =>
            {
                user.Enabled = name is not "disabled";
                user.Status = name is "invited" ? UserStatus.FORCE_CHANGE_PASSWORD : UserStatus.CONFIRMED;
                user.Attributes = new Dictionary<string, string>
                {
                    ["email"] = email,
                    ["email_verified"] = name is "unproven" ? "false" : "true",
                };
            });
        }
    }
}
