using System.Net;
using HostedAuth.Server.Tests.Fixtures;
using static HostedAuth.Server.Tests.CognitoApi.Operations.Users.UserCalls;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Users;

/// <summary>How users are named in the three kinds of pool, and whose a name is.</summary>
public sealed class UserNamesTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
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
