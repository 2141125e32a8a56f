using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignUp;

public sealed class SignUpTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Signing_up_makes_an_unconfirmed_user_and_mails_a_code_of_six_digits()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail();

        var answer = (await server.SignUpAsync(clientId, "ada", email)).ShouldSucceed();

        answer.Text("UserConfirmed").ShouldBe("false");
        answer.Text("CodeDeliveryDetails.Destination").ShouldBe("a***@e***");
        answer.Text("CodeDeliveryDetails.DeliveryMedium").ShouldBe("EMAIL");
        answer.Text("CodeDeliveryDetails.AttributeName").ShouldBe("email");
        (await server.CodeToAsync(email)).ShouldMatch(@"\A[0-9]{6}\z");
        var user = await server.ReadUserAsync(poolId, "ada");
        user.Status.ShouldBe(UserStatus.UNCONFIRMED);
        user.Id.ShouldBe(answer.Text("UserSub"));
    }

    [Fact]
    public async Task A_pool_that_verifies_nothing_sends_no_code()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(poolMembers: new { });

        var answer = await server.SignUpAsync(clientId, "ada", People.NewEmail());

        answer.ShouldSucceed().Text("CodeDeliveryDetails").ShouldBeNull();
    }

    [Theory]
    [InlineData(null, "SMS")]
    [InlineData("verified_phone_number", "SMS")]
    [InlineData("verified_email", "EMAIL")]
    public async Task Of_two_addresses_the_phone_gets_the_code_unless_account_recovery_prefers_email(
        string? preferred,
        string medium)
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(new
        {
            AutoVerifiedAttributes = new[] { "email", "phone_number" },
            AccountRecoverySetting = preferred is null
                ? null
                : new { RecoveryMechanisms = new[] { new { Name = preferred, Priority = 1 } } },
        });

        var answer = await server.CallPublicAsync("SignUp", new
        {
            ClientId = clientId,
            Username = "ada",
            People.Password,
            UserAttributes = new[]
            {
                new { Name = "email", Value = People.NewEmail() },
                new { Name = "phone_number", Value = "+15550100123" },
            },
        });

        answer.ShouldSucceed().Text("CodeDeliveryDetails.DeliveryMedium").ShouldBe(medium);
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("ADA")]
    public async Task A_taken_user_name_is_refused(string username)
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        (await server.SignUpAsync(clientId, "ada", People.NewEmail())).ShouldSucceed();

        var answer = await server.SignUpAsync(clientId, username, People.NewEmail());

        answer.ShouldRefuse("UsernameExistsException", "User already exists");
    }

    [Fact]
    public async Task Where_people_sign_in_by_email_the_sub_is_the_name_and_a_taken_address_is_refused()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync(new
        {
            UsernameAttributes = new[] { "email" },
            AutoVerifiedAttributes = new[] { "email" },
            Schema = new[] { new { Name = "email", Required = true } },
        });
        var email = People.NewEmail();

        var first = (await server.SignUpAsync(clientId, email)).ShouldSucceed();
        var second = await server.SignUpAsync(clientId, email);
        var noAddress = await server.SignUpAsync(clientId, "ada");

        second.ShouldRefuse("UsernameExistsException", "An account with the given email already exists.");
        noAddress.ShouldRefuse("InvalidParameterException", "Username should be an email.");
        (await server.ReadUserAsync(poolId, email)).Username.ShouldBe(first.Text("UserSub"));
    }

    [Fact]
    public async Task Fifty_people_who_want_one_name_at_once_make_one_user()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => server.SignUpAsync(clientId, "ada", People.NewEmail())));

        answers.Count(answer => answer.Error is null).ShouldBe(1);
        answers.Where(answer => answer.Error is not null)
            .ShouldAllBe(answer => answer.Error == "UsernameExistsException");
    }
}
