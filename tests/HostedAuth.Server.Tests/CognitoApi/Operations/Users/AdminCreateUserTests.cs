using System.Net;
using HostedAuth.Server.Tests.Fixtures;
using static HostedAuth.Server.Tests.CognitoApi.Operations.Users.UserCalls;

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

    [Theory]
    [InlineData("alice")]
    [InlineData("ALICE")]
    public async Task A_name_that_is_taken_is_refused_whatever_its_case(string second)
    {
        var pool = await server.CreatePoolAsync();
        (await server.AdminCreateAsync(pool, "alice")).ShouldSucceed();

        var answer = await server.AdminCreateAsync(pool, second);

        answer.ShouldRefuse("UsernameExistsException", "User account already exists");
    }

    [Fact]
    public async Task In_a_case_sensitive_pool_alice_and_Alice_are_two()
    {
        var pool = await server.CreatePoolAsync(new { UsernameConfiguration = new { CaseSensitive = true } });
        (await server.AdminCreateAsync(pool, "alice")).ShouldSucceed();

        (await server.AdminCreateAsync(pool, "Alice")).ShouldSucceed();

        (await server.GetAsync(pool, "Alice")).Text("Username").ShouldBe("Alice");
        (await server.GetAsync(pool, "ALICE")).ShouldRefuse("UserNotFoundException", "User does not exist.");
    }

    [Fact]
    public async Task Two_pools_each_have_their_own_alice()
    {
        var (one, other) = (await server.CreatePoolAsync(), await server.CreatePoolAsync());
        var first = await server.AdminCreateAsync(one, "alice");

        var second = await server.AdminCreateAsync(other, "alice");

        second.ShouldSucceed().Attribute("sub").ShouldNotBe(first.Attribute("sub"));
        (await server.GetAsync(other, first.Attribute("sub")!)).ShouldRefuse("UserNotFoundException");
    }

    [Fact]
    public async Task An_email_may_be_a_user_name_where_it_is_no_alias()
    {
        var pool = await server.CreatePoolAsync();

        var answer = await server.AdminCreateAsync(pool, "bob@example.com");

        answer.ShouldSucceed().Text("User.Username").ShouldBe("bob@example.com");
        answer.Attribute("email").ShouldBeNull();
    }

    [Fact]
    public async Task Where_the_email_is_the_name_the_user_name_is_the_sub()
    {
        var pool = await server.CreatePoolAsync(new { UsernameAttributes = new[] { "email" } });

        var answer = await server.AdminCreateAsync(pool, "Carol@example.com");

        answer.ShouldSucceed().Text("User.Username").ShouldBe(answer.Attribute("sub"));
        answer.Attribute("email").ShouldBe("Carol@example.com");
        (await server.GetAsync(pool, "carol@example.com")).Attribute("sub").ShouldBe(answer.Attribute("sub"));
        (await server.AdminCreateAsync(pool, "carol@EXAMPLE.com"))
            .ShouldRefuse("UsernameExistsException", "An account with the given email already exists.");
    }

    [Theory]
    [InlineData(new[] { "email" }, "dave", "Username should be an email.")]
    [InlineData(new[] { "phone_number" }, "dave", "Username should be a phone number.")]
    [InlineData(new[] { "phone_number", "email" }, "dave", "Username should be either an email or a phone number.")]
    public async Task A_name_of_another_form_is_refused(string[] attributes, string username, string message)
    {
        var pool = await server.CreatePoolAsync(new { UsernameAttributes = attributes });

        var answer = await server.AdminCreateAsync(pool, username);

        answer.ShouldRefuse("InvalidParameterException", message);
    }

    [Fact]
    public async Task A_user_name_may_not_look_like_an_alias()
    {
        var pool = await server.CreatePoolAsync(new { AliasAttributes = new[] { "email", "phone_number" } });

        (await server.AdminCreateAsync(pool, "erin@example.com")).ShouldRefuse(
            "InvalidParameterException",
            "Username cannot be of email format, since user pool is configured for email alias.");
        (await server.AdminCreateAsync(pool, "+4915112345678")).ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task An_alias_counts_once_it_is_verified()
    {
        var pool = await server.CreatePoolAsync(new { AliasAttributes = new[] { "email" } });
        (await server.AdminCreateAsync(pool, "unproven", "email=x@example.com")).ShouldSucceed();
        (await server.GetAsync(pool, "x@example.com")).ShouldRefuse("UserNotFoundException");

        (await server.AdminCreateAsync(pool, "proven", "email=x@example.com", "email_verified=true")).ShouldSucceed();

        (await server.GetAsync(pool, "X@example.com")).Text("Username").ShouldBe("proven");
        (await server.AdminCreateAsync(pool, "late", "email=x@example.com", "email_verified=true"))
            .ShouldRefuse("AliasExistsException", "An account with the given email already exists.");
    }

    [Fact]
    public async Task A_forced_alias_moves_and_leaves_the_former_owner_unverified()
    {
        var pool = await server.CreatePoolAsync(new { AliasAttributes = new[] { "email" } });
        (await server.AdminCreateAsync(pool, "old", "email=x@example.com", "email_verified=true")).ShouldSucceed();

        var answer = await server.CallAsync("AdminCreateUser", new
        {
            UserPoolId = pool,
            Username = "new",
            UserAttributes = Attributes("email=x@example.com", "email_verified=true"),
            ForceAliasCreation = true,
            MessageAction = "SUPPRESS",
        });

        answer.ShouldSucceed();
        (await server.GetAsync(pool, "x@example.com")).Text("Username").ShouldBe("new");
        (await server.GetAsync(pool, "old")).Attribute("email_verified").ShouldBe("false");
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

    [Fact]
    public async Task Of_many_who_want_one_name_at_once_exactly_one_gets_it()
    {
        var pool = await server.CreatePoolAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            server.AdminCreateAsync(pool, i % 2 == 0 ? "kim" : "KIM")));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(answer => answer.Error is not null)
            .ShouldAllBe(answer => answer.Error == "UsernameExistsException");
    }

    [Fact]
    public async Task Of_many_who_want_one_alias_at_once_exactly_one_gets_it()
    {
        var pool = await server.CreatePoolAsync(new { AliasAttributes = new[] { "phone_number" } });

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            server.AdminCreateAsync(pool, $"user{i}", "phone_number=+4915112345678", "phone_number_verified=true")));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(answer => answer.Error is not null).ShouldAllBe(answer => answer.Error == "AliasExistsException");
    }
}
