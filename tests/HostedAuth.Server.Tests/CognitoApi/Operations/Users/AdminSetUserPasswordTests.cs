using HostedAuth.Server.Tests.Fixtures;
using static HostedAuth.Server.Tests.CognitoApi.Operations.Users.UserCalls;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Users;

public sealed class AdminSetUserPasswordTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData(true, "CONFIRMED")]
    [InlineData(false, "FORCE_CHANGE_PASSWORD")]
    public async Task A_permanent_password_confirms_and_another_must_be_changed(bool permanent, string status)
    {
        var pool = await server.CreatePoolAsync();
        (await server.AdminCreateAsync(pool, "alice")).ShouldSucceed();

        (await server.SetPasswordAsync(pool, "alice", Password, permanent)).ShouldSucceed().Body.ShouldBe("{}");

        (await server.GetAsync(pool, "alice")).Text("UserStatus").ShouldBe(status);
    }

    [Fact]
    public async Task The_new_password_signs_in_and_the_old_one_does_not()
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool);
        await server.ConfirmedUserAsync(pool, "alice");

        (await server.SetPasswordAsync(pool, "alice", "An0ther!one")).ShouldSucceed();

        (await server.SignInAsync(client.Id, "alice", Password)).ShouldRefuse("NotAuthorizedException");
        (await server.SignInAsync(client.Id, "alice", "An0ther!one")).ShouldSucceed();
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("true", true)]
    public async Task A_new_password_ends_the_sessions_unless_the_pool_is_strict(string? strict, bool livesOn)
    {
        var pool = await server.CreatePoolAsync(new
        {
            UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = strict ?? "false" },
        });
        var client = await server.CreateClientAsync(pool, new
        {
            ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" },
        });
        await server.ConfirmedUserAsync(pool, "alice");
        var tokens = await server.SignInAsync(client.Id, "alice", Password);

        (await server.SetPasswordAsync(pool, "alice", "An0ther!one")).ShouldSucceed();

        var refreshed = await server.CallPublicAsync("InitiateAuth", new
        {
            ClientId = client.Id,
            AuthFlow = "REFRESH_TOKEN_AUTH",
            AuthParameters = new { REFRESH_TOKEN = tokens.Text("AuthenticationResult.RefreshToken") },
        });
        (refreshed.Error is null).ShouldBe(livesOn, refreshed.Body);
    }

    [Fact]
    public async Task The_policy_is_told_in_its_own_words_here()
    {
        var pool = await server.CreatePoolAsync();
        (await server.AdminCreateAsync(pool, "alice")).ShouldSucceed();

        var answer = await server.SetPasswordAsync(pool, "alice", "short");

        answer.ShouldRefuse(
            "InvalidPasswordException",
            "Password does not conform to policy: Password not long enough");
    }

    [Fact]
    public async Task Former_passwords_are_refused_as_many_as_the_pool_says()
    {
        var pool = await server.CreatePoolAsync(new
        {
            Policies = new { PasswordPolicy = new { MinimumLength = 8, PasswordHistorySize = 2 } },
        });
        (await server.AdminCreateAsync(pool, "alice")).ShouldSucceed();
        foreach (var password in new[] { "password-1", "password-2", "password-3" })
        {
            (await server.SetPasswordAsync(pool, "alice", password)).ShouldSucceed();
        }

        (await server.SetPasswordAsync(pool, "alice", "password-3"))
            .ShouldRefuse("PasswordHistoryPolicyViolationException");
        (await server.SetPasswordAsync(pool, "alice", "password-2"))
            .ShouldRefuse("PasswordHistoryPolicyViolationException");
        (await server.SetPasswordAsync(pool, "alice", "password-1")).ShouldSucceed();
    }

    [Fact]
    public async Task A_password_of_a_million_characters_is_refused_before_any_work()
    {
        var pool = await server.CreatePoolAsync();
        (await server.AdminCreateAsync(pool, "alice")).ShouldSucceed();

        var answer = await server.SetPasswordAsync(pool, "alice", new string('x', 1_000_000));

        answer.Error.ShouldBeOneOf("InvalidParameterException", "RequestEntityTooLargeException", "SerializationException");
        answer.Body.Length.ShouldBeLessThan(1_000);
    }

    [Fact]
    public async Task An_unknown_user_is_refused()
    {
        var pool = await server.CreatePoolAsync();

        var answer = await server.SetPasswordAsync(pool, "nobody", Password);

        answer.ShouldRefuse("UserNotFoundException", "User does not exist.");
    }

    [Fact]
    public async Task Passwords_set_at_once_leave_one_that_works()
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool);
        (await server.AdminCreateAsync(pool, "alice")).ShouldSucceed();
        var passwords = Enumerable.Range(0, 6).Select(i => $"Passw0rd!{i}").ToList();

        var answers = await Task.WhenAll(passwords.Select(one => server.SetPasswordAsync(pool, "alice", one)));

        answers.ShouldAllBe(answer => answer.Error == null || answer.Error == "TooManyRequestsException");
        var signIns = new List<ApiAnswer>();
        foreach (var password in passwords)
        {
            signIns.Add(await server.SignInAsync(client.Id, "alice", password));
            server.Clock.Advance(TimeSpan.FromHours(1));
        }

        signIns.Count(answer => answer.Error is null).ShouldBe(1);
    }
}
