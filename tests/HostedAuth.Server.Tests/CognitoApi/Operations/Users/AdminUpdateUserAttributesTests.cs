using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Users;

public sealed class AdminUpdateUserAttributesTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Attributes_are_set_changed_and_deleted()
    {
        var pool = await server.CreatePoolAsync();
        (await server.AdminCreateAsync(pool, "alice", "name=Alice", "nickname=Al")).ShouldSucceed();

        (await server.UpdateAsync(pool, "alice", "name=Alicia", "nickname=", "locale=de")).ShouldSucceed().Body.ShouldBe("{}");

        var user = await server.GetAsync(pool, "alice");
        user.Attribute("name").ShouldBe("Alicia");
        user.Attribute("nickname").ShouldBeNull();
        user.Attribute("locale").ShouldBe("de");
    }

    [Fact]
    public async Task A_changed_address_is_unverified_unless_the_call_says_otherwise()
    {
        var pool = await server.CreatePoolAsync();
        (await server.AdminCreateAsync(pool, "alice", "email=a@example.com", "email_verified=true")).ShouldSucceed();

        (await server.UpdateAsync(pool, "alice", "email=b@example.com")).ShouldSucceed();
        (await server.GetAsync(pool, "alice")).Attribute("email_verified").ShouldBe("false");

        (await server.UpdateAsync(pool, "alice", "email=c@example.com", "email_verified=True")).ShouldSucceed();
        (await server.GetAsync(pool, "alice")).Attribute("email_verified").ShouldBe("true");
    }

    [Fact]
    public async Task An_alias_follows_its_attribute_and_its_flag()
    {
        var pool = await server.CreatePoolAsync(new { AliasAttributes = new[] { "email" } });
        (await server.AdminCreateAsync(pool, "alice", "email=a@example.com")).ShouldSucceed();

        (await server.UpdateAsync(pool, "alice", "email_verified=true")).ShouldSucceed();
        (await server.GetAsync(pool, "a@example.com")).ShouldSucceed();

        (await server.UpdateAsync(pool, "alice", "email=b@example.com", "email_verified=true")).ShouldSucceed();
        (await server.GetAsync(pool, "a@example.com")).ShouldRefuse("UserNotFoundException");
        (await server.GetAsync(pool, "b@example.com")).ShouldSucceed();

        (await server.UpdateAsync(pool, "alice", "email=")).ShouldSucceed();
        (await server.GetAsync(pool, "b@example.com")).ShouldRefuse("UserNotFoundException");
        (await server.GetAsync(pool, "alice")).Attribute("email_verified").ShouldBeNull();
    }

    [Theory]
    [InlineData("AliasAttributes")]
    [InlineData("UsernameAttributes")]
    public async Task An_address_that_names_another_user_is_refused(string mode)
    {
        var pool = await server.CreatePoolAsync(new Dictionary<string, string[]> { [mode] = ["email"] });
        var isAlias = mode == "AliasAttributes";
        (await server.AdminCreateAsync(pool, isAlias ? "alice" : "a@example.com", "email=a@example.com", "email_verified=true"))
            .ShouldSucceed();
        var bob = await server.AdminCreateAsync(pool, isAlias ? "bob" : "b@example.com", "email=b@example.com");

        var answer = await server.UpdateAsync(
            pool, bob.Text("User.Username")!, "email=A@example.com", "email_verified=true");

        answer.ShouldRefuse("AliasExistsException", "An account with the given email already exists.");
        (await server.GetAsync(pool, bob.Text("User.Username")!)).Attribute("email").ShouldBe("b@example.com");
    }

    [Fact]
    public async Task A_new_address_gets_a_code_where_the_pool_verifies_it()
    {
        var to = $"{Guid.NewGuid():N}@example.com";
        var pool = await server.CreatePoolAsync(new { AutoVerifiedAttributes = new[] { "email" } });
        (await server.AdminCreateAsync(pool, "alice", "email=a@example.com", "email_verified=true")).ShouldSucceed();

        (await server.UpdateAsync(pool, "alice", $"email={to}")).ShouldSucceed();

        (await server.MailboxAsync(to)).Single().GetProperty("code").GetString()!.Length.ShouldBe(6);
        (await server.GetAsync(pool, "alice")).Attribute("email").ShouldBe(to);
    }

    [Fact]
    public async Task Where_verification_comes_first_the_old_address_stays_until_then()
    {
        var to = $"{Guid.NewGuid():N}@example.com";
        var pool = await server.CreatePoolAsync(new
        {
            AutoVerifiedAttributes = new[] { "email" },
            AliasAttributes = new[] { "email" },
            UserAttributeUpdateSettings = new { AttributesRequireVerificationBeforeUpdate = new[] { "email" } },
        });
        (await server.AdminCreateAsync(pool, "alice", "email=old@example.com", "email_verified=true")).ShouldSucceed();

        (await server.UpdateAsync(pool, "alice", $"email={to}", "name=Alice")).ShouldSucceed();

        var user = await server.GetAsync(pool, "old@example.com");
        user.Attribute("email").ShouldBe("old@example.com");
        user.Attribute("email_verified").ShouldBe("true");
        user.Attribute("name").ShouldBe("Alice");
        (await server.MailboxAsync(to)).ShouldHaveSingleItem();

        (await server.UpdateAsync(pool, "alice", $"email={to}", "email_verified=true")).ShouldSucceed();
        (await server.GetAsync(pool, to)).Attribute("email").ShouldBe(to);
    }

    [Theory]
    [InlineData("sub=00000000-0000-0000-0000-000000000000", "Invalid user attributes: user.sub: Attribute cannot be updated.\n")]
    [InlineData("custom:once=2", "Invalid user attributes: user.custom:once: Attribute cannot be updated.\n")]
    [InlineData("custom:none=2", "Invalid user attributes: user.custom:none: Attribute does not exist in the schema.\n")]
    [InlineData("given_name=", "Attributes did not conform to the schema: given_name: The attribute is required\n")]
    public async Task What_the_schema_does_not_allow_is_refused(string attribute, string message)
    {
        var pool = await server.CreatePoolAsync(new
        {
            Schema = new object[]
            {
                new { Name = "given_name", Required = true },
                new { Name = "once", AttributeDataType = "String", Mutable = false },
            },
        });
        (await server.AdminCreateAsync(pool, "alice", "given_name=A", "custom:once=1")).ShouldSucceed();

        var answer = await server.UpdateAsync(pool, "alice", attribute);

        answer.ShouldRefuse("InvalidParameterException", message);
    }

    [Fact]
    public async Task Changes_made_at_once_all_arrive_or_say_that_they_did_not()
    {
        var pool = await server.CreatePoolAsync();
        (await server.AdminCreateAsync(pool, "alice")).ShouldSucceed();
        string[] names = ["name", "given_name", "family_name", "nickname", "locale", "zoneinfo"];

        var answers = await Task.WhenAll(names.Select(name => server.UpdateAsync(pool, "alice", $"{name}=set")));

        answers.ShouldAllBe(answer => answer.Error == null || answer.Error == "TooManyRequestsException");
        var user = await server.GetAsync(pool, "alice");
        for (var i = 0; i < names.Length; i++)
        {
            user.Attribute(names[i]).ShouldBe(answers[i].Error is null ? "set" : null);
        }
    }

    [Fact]
    public async Task An_unknown_user_is_refused()
    {
        var pool = await server.CreatePoolAsync();

        var answer = await server.UpdateAsync(pool, "nobody", "name=x");

        answer.ShouldRefuse("UserNotFoundException", "User does not exist.");
    }
}
