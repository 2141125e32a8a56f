using HostedAuth.Server.Tests.Fixtures;
using static HostedAuth.Server.Tests.CognitoApi.Operations.Users.UserCalls;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Users;

/// <summary>AdminConfirmSignUp, AdminDisableUser, AdminEnableUser, AdminDeleteUser.</summary>
public sealed class UserStateTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_user_who_signed_up_is_confirmed_without_verifying_an_address()
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool);
        (await SignUpAsync(client.Id, "alice", "email=a@example.com")).ShouldSucceed();

        (await CallAsync("AdminConfirmSignUp", pool, "alice")).ShouldSucceed().Body.ShouldBe("{}");

        var user = await server.GetAsync(pool, "alice");
        user.Text("UserStatus").ShouldBe("CONFIRMED");
        user.Attribute("email_verified").ShouldBe("false");
        (await CallAsync("AdminConfirmSignUp", pool, "alice")).ShouldRefuse(
            "NotAuthorizedException",
            "User cannot be confirmed. Current status is CONFIRMED");
    }

    [Fact]
    public async Task A_disabled_user_has_no_sessions_and_can_not_sign_in_until_enabled()
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool);
        await server.ConfirmedUserAsync(pool, "alice");
        var tokens = await server.SignInAsync(client.Id, "alice", Password);

        (await CallAsync("AdminDisableUser", pool, "alice")).ShouldSucceed().Body.ShouldBe("{}");

        (await server.GetAsync(pool, "alice")).Text("Enabled").ShouldBe("false");
        (await server.CallPublicAsync("GetUser", new { AccessToken = tokens.Text("AuthenticationResult.AccessToken") }))
            .ShouldRefuse("NotAuthorizedException");
        (await server.SignInAsync(client.Id, "alice", Password)).ShouldRefuse("NotAuthorizedException", "User is disabled.");

        (await CallAsync("AdminEnableUser", pool, "alice")).ShouldSucceed().Body.ShouldBe("{}");
        (await server.SignInAsync(client.Id, "alice", Password)).ShouldSucceed();
    }

    [Fact]
    public async Task A_deleted_user_is_gone_and_the_name_is_free()
    {
        var pool = await server.CreatePoolAsync(new { AliasAttributes = new[] { "email" } });
        var client = await server.CreateClientAsync(pool);
        var first = await server.AdminCreateAsync(pool, "alice", "email=a@example.com", "email_verified=true");
        (await server.SetPasswordAsync(pool, "alice", Password)).ShouldSucceed();
        var tokens = await server.SignInAsync(client.Id, "alice", Password);

        (await CallAsync("AdminDeleteUser", pool, "a@example.com")).ShouldSucceed().Body.ShouldBe("{}");

        (await server.GetAsync(pool, "alice")).ShouldRefuse("UserNotFoundException");
        (await CallAsync("AdminDeleteUser", pool, "alice")).ShouldRefuse("UserNotFoundException", "User does not exist.");
        var again = await server.AdminCreateAsync(pool, "alice", "email=a@example.com", "email_verified=true");
        again.ShouldSucceed().Attribute("sub").ShouldNotBe(first.Attribute("sub"));
        (await server.CallPublicAsync("GetUser", new { AccessToken = tokens.Text("AuthenticationResult.AccessToken") }))
            .Error.ShouldBeOneOf("NotAuthorizedException", "UserNotFoundException");
    }

    [Theory]
    [InlineData("AdminConfirmSignUp")]
    [InlineData("AdminDisableUser")]
    [InlineData("AdminEnableUser")]
    [InlineData("AdminDeleteUser")]
    public async Task An_unknown_user_is_refused(string operation)
    {
        var pool = await server.CreatePoolAsync();

        var answer = await CallAsync(operation, pool, "nobody");

        answer.ShouldRefuse("UserNotFoundException", "User does not exist.");
    }

    [Theory]
    [InlineData("email_verified=true")]
    [InlineData("phone_number_verified=true")]
    [InlineData("sub=00000000-0000-0000-0000-000000000000")]
    [InlineData("custom:role=admin")]
    [InlineData("dev:custom:note=x")]
    public async Task Who_signs_up_can_not_give_themselves_what_only_administrators_give(string attribute)
    {
        var pool = await server.CreatePoolAsync(new
        {
            Schema = new object[]
            {
                new { Name = "role", AttributeDataType = "String", Mutable = true },
                new { Name = "note", AttributeDataType = "String", Mutable = true, DeveloperOnlyAttribute = true },
            },
        });
        var client = await server.CreateClientAsync(pool);

        var answer = await SignUpAsync(client.Id, "mallory", attribute);

        answer.ShouldRefuse("NotAuthorizedException", "A client attempted to write unauthorized attribute");
        (await server.GetAsync(pool, "mallory")).ShouldRefuse("UserNotFoundException");
    }

    [Theory]
    [InlineData("cognito:groups=admins")]
    [InlineData("identities=[]")]
    [InlineData("UserStatus=CONFIRMED")]
    public async Task Who_signs_up_can_not_set_what_is_no_attribute(string attribute)
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool);

        var answer = await SignUpAsync(client.Id, "mallory", attribute);

        answer.ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task Required_attributes_are_asked_of_people_who_sign_up_and_the_name_counts()
    {
        var pool = await server.CreatePoolAsync(new
        {
            UsernameAttributes = new[] { "email" },
            Schema = new object[] { new { Name = "email", Required = true }, new { Name = "given_name", Required = true } },
        });
        var client = await server.CreateClientAsync(pool);

        (await SignUpAsync(client.Id, "a@example.com")).ShouldRefuse(
            "InvalidParameterException",
            "Attributes did not conform to the schema: given_name: The attribute is required\n");
        (await SignUpAsync(client.Id, "a@example.com", "given_name=A")).ShouldSucceed();
    }

    private Task<ApiAnswer> CallAsync(string operation, string pool, string username) =>
        server.CallAsync(operation, new { UserPoolId = pool, Username = username });

    private Task<ApiAnswer> SignUpAsync(string client, string username, params string[] attributes) =>
        server.CallPublicAsync("SignUp", new
        {
            ClientId = client,
            Username = username,
            Password,
            UserAttributes = Attributes(attributes),
        });
}
