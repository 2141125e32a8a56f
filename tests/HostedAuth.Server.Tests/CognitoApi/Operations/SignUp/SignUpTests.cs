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

    [Fact]
    public async Task Registration_that_is_closed_is_closed_at_the_API_too()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(new
        {
            AdminCreateUserConfig = new { AllowAdminCreateUserOnly = true },
        });

        var answer = await server.SignUpAsync(clientId, "ada", People.NewEmail());

        answer.ShouldRefuse("NotAuthorizedException", "SignUp is not permitted for this user pool");
    }

    [Theory]
    [InlineData("Sh0rt-1", "Password did not conform with policy: Password not long enough")]
    [InlineData("correct-horse-7", "Password did not conform with policy: Password must have uppercase characters")]
    [InlineData("Correct-horse-x", "Password did not conform with policy: Password must have numeric characters")]
    public async Task A_password_against_the_policy_is_refused(string password, string message)
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();

        var answer = await server.SignUpAsync(clientId, "ada", People.NewEmail(), password);

        answer.ShouldRefuse("InvalidPasswordException", message);
    }

    [Fact]
    public async Task A_missing_password_is_refused_where_a_password_is_the_only_first_factor()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();

        var answer = await server.CallPublicAsync("SignUp", new { ClientId = clientId, Username = "ada" });

        answer.ShouldRefuse(
            "InvalidParameterException",
            "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null");
    }

    [Theory]
    [InlineData("email_verified", "true")]
    [InlineData("phone_number_verified", "true")]
    [InlineData("sub", "3d6f0a52-5b0e-4a57-9f0c-0e9d3a9f2a11")]
    [InlineData("custom:role", "admin")]
    public async Task Who_signs_up_cannot_write_what_is_not_theirs_to_write(string name, string value)
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(new
        {
            Schema = new[] { new { Name = "role", AttributeDataType = "String", Mutable = true } },
        });

        var answer = await server.CallPublicAsync("SignUp", new
        {
            ClientId = clientId,
            Username = "ada",
            People.Password,
            UserAttributes = new[] { new { Name = name, Value = value } },
        });

        answer.ShouldRefuse("NotAuthorizedException", "A client attempted to write unauthorized attribute");
    }

    [Fact]
    public async Task A_required_attribute_that_is_missing_is_named()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(new
        {
            Schema = new[] { new { Name = "email", Required = true } },
        });

        var answer = await server.SignUpAsync(clientId, "ada");

        answer.ShouldRefuse(
            "InvalidParameterException",
            "Attributes did not conform to the schema: email: The attribute is required\n");
    }

    [Fact]
    public async Task A_client_with_a_secret_proves_itself_before_anything_is_said_about_users()
    {
        var (poolId, publicClient) = await server.CreateOpenPoolAsync();
        var client = await server.CreateClientAsync(poolId, new { GenerateSecret = true });
        await server.SignUpAsync(publicClient, "ada", People.NewEmail());

        var missing = await server.SignUpAsync(client.Id, "ada");
        var wrong = await SignUpWithHashAsync(client, "ada", People.SecretHash(client, "bob"));
        var right = await SignUpWithHashAsync(client, "bob", People.SecretHash(client, "bob"));

        missing.ShouldRefuse(
            "NotAuthorizedException",
            $"Client {client.Id} is configured with secret but SECRET_HASH was not received");
        wrong.ShouldRefuse("NotAuthorizedException", $"Unable to verify secret hash for client {client.Id}");
        right.ShouldSucceed();
    }

    [Fact]
    public async Task A_link_is_built_from_the_configured_address_whatever_the_request_says_about_its_host()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(new
        {
            AutoVerifiedAttributes = new[] { "email" },
            VerificationMessageTemplate = new { DefaultEmailOption = "CONFIRM_WITH_LINK" },
        });
        var email = People.NewEmail();

        var forwarded = await SignUpFromAsync(clientId, email, request =>
        {
            request.Headers.Add("X-Forwarded-Host", "evil.example");
            request.Headers.Add("X-Forwarded-Proto", "https");
            request.Headers.Add("Forwarded", "host=evil.example");
        });

        forwarded.ShouldSucceed();
        var message = await server.MessageToAsync(email);
        message.Link.ShouldNotBeNull().ShouldStartWith($"{HostedAuthServer.BaseAddress}/");
        $"{message.Subject} {message.Text} {message.Html}".ShouldNotContain("evil");
    }

    [Fact]
    public async Task Nobody_signs_up_at_a_host_that_is_not_ours()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();

        var answer = await SignUpFromAsync(clientId, People.NewEmail(), request => request.Headers.Host = "evil.example");

        answer.Status.ShouldNotBe(System.Net.HttpStatusCode.OK);
    }

    private Task<ApiAnswer> SignUpFromAsync(string clientId, string email, Action<HttpRequestMessage> change) =>
        server.SendAsync(
            "SignUp",
            System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new
            {
                ClientId = clientId,
                Username = "ada",
                People.Password,
                UserAttributes = new[] { new { Name = "email", Value = email } },
            }),
            signer: null,
            change);

    private Task<ApiAnswer> SignUpWithHashAsync(TestClient client, string username, string hash) =>
        server.CallPublicAsync("SignUp", new
        {
            ClientId = client.Id,
            Username = username,
            People.Password,
            SecretHash = hash,
        });
}
