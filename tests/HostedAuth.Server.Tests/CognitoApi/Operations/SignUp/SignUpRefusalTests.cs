using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignUp;

/// <summary>Who may not sign up, or not so.</summary>
public sealed class SignUpRefusalTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
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

    private Task<ApiAnswer> SignUpWithHashAsync(TestClient client, string username, string hash) =>
        server.CallPublicAsync("SignUp", new
        {
            ClientId = client.Id,
            Username = username,
            People.Password,
            SecretHash = hash,
        });
}
