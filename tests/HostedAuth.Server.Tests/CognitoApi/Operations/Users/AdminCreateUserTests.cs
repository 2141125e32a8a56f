using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Users;

public sealed class AdminCreateUserTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_new_user_has_a_sub_and_must_change_the_password()
    {
        var pool = await server.CreatePoolAsync();

        var answer = await server.AdminCreateAsync(pool, "alice", "email=alice@example.com", "email_verified=true");

        answer.ShouldSucceed();
        answer.Text("User.Username").ShouldBe("alice");
        answer.Text("User.UserStatus").ShouldBe("FORCE_CHANGE_PASSWORD");
        answer.Text("User.Enabled").ShouldBe("true");
        Guid.TryParse(answer.Attribute("sub"), out _).ShouldBeTrue();
        answer.Attribute("email_verified").ShouldBe("true");
    }

    [Fact]
    public async Task A_temporary_password_must_satisfy_the_policy()
    {
        var pool = await server.CreatePoolAsync();

        var answer = await server.CallAsync(
            "AdminCreateUser",
            new { UserPoolId = pool, Username = "frank", TemporaryPassword = "password1!" });

        answer.ShouldRefuse(
            "InvalidPasswordException",
            "Password did not conform with policy: Password must have uppercase characters");
        (await server.GetAsync(pool, "frank")).ShouldRefuse("UserNotFoundException");
    }

    [Fact]
    public async Task A_user_is_confirmed_at_once_where_they_can_sign_in_without_a_password()
    {
        var pool = await server.CreatePoolAsync(new
        {
            Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "EMAIL_OTP" } } },
        });

        var verified = await server.AdminCreateAsync(pool, "gina", "email=g@example.com", "email_verified=true");
        var unverified = await server.AdminCreateAsync(pool, "hugo", "email=h@example.com");

        verified.ShouldSucceed().Text("User.UserStatus").ShouldBe("CONFIRMED");
        unverified.ShouldSucceed().Text("User.UserStatus").ShouldBe("FORCE_CHANGE_PASSWORD");
    }

    [Theory]
    [InlineData("sub=00000000-0000-0000-0000-000000000000", "Invalid user attributes: user.sub: Attribute cannot be updated.\n")]
    [InlineData("cognito:groups=admins", "Invalid user attributes: user.cognito:groups: Attribute does not exist in the schema.\n")]
    [InlineData("identities=[]", "Invalid user attributes: user.identities: Attribute does not exist in the schema.\n")]
    [InlineData("custom:none=1", "Invalid user attributes: user.custom:none: Attribute does not exist in the schema.\n")]
    [InlineData("email=nobody", "Invalid email address format.")]
    [InlineData("email=a@example.com\r\nBcc: b@example.com", "Invalid email address format.")]
    [InlineData("phone_number=0151", "Invalid phone number format.")]
    [InlineData("birthdate=2000", "Attributes did not conform to the schema: birthdate: String attributes cannot have a length of less than 10\n")]
    [InlineData("updated_at=-1", "Attributes did not conform to the schema: updated_at: Number attributes cannot be less than 0\n")]
    [InlineData("email_verified=yes", "Attributes did not conform to the schema: email_verified: Boolean attributes must be true or false\n")]
    [InlineData("name=a\0b", "1 validation error detected: Value at 'userAttributes.1.member.value' failed to satisfy constraint: Member must not hold the character U+0000")]
    public async Task What_the_schema_does_not_allow_is_refused(string attribute, string message)
    {
        var pool = await server.CreatePoolAsync();

        var answer = await server.AdminCreateAsync(pool, "mallory", attribute);

        answer.ShouldRefuse("InvalidParameterException", message);
    }

    [Fact]
    public async Task Custom_and_developer_attributes_are_kept()
    {
        var pool = await server.CreatePoolAsync(new
        {
            Schema = new object[]
            {
                new { Name = "level", AttributeDataType = "Number", NumberAttributeConstraints = new { MinValue = "1", MaxValue = "9" } },
                new { Name = "note", AttributeDataType = "String", DeveloperOnlyAttribute = true, Mutable = true },
            },
        });

        var answer = await server.AdminCreateAsync(pool, "ivan", "custom:level=9", "dev:custom:note=secret");

        answer.ShouldSucceed().Attribute("custom:level").ShouldBe("9");
        answer.Attribute("dev:custom:note").ShouldBe("secret");
        (await server.AdminCreateAsync(pool, "jane", "custom:level=10")).ShouldRefuse("InvalidParameterException");
    }
}
