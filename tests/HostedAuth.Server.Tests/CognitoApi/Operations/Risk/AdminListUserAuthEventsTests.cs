using HostedAuth.Core.Risk;
using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Risk;

public sealed class AdminListUserAuthEventsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly object Audited = new
    {
        AutoVerifiedAttributes = new[] { "email" },
        UserPoolAddOns = new { AdvancedSecurityMode = "AUDIT" },
    };

    [Fact]
    public async Task A_sign_in_is_kept_with_its_outcome_address_and_device()
    {
        var world = await SignInWorld.CreateAsync(server, Audited);
        await world.AddUserAsync("alice");
        (await world.SignInAsync("alice", "wrong")).Error.ShouldNotBeNull();
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await world.SignInAsync("alice")).ShouldSucceed();

        var events = (await ListAsync(world.PoolId, "alice")).ShouldSucceed();

        events.Text("AuthEvents.0.EventType").ShouldBe("SignIn");
        events.Text("AuthEvents.0.EventResponse").ShouldBe("Pass");
        events.Text("AuthEvents.0.ChallengeResponses.0.ChallengeName").ShouldBe("Password");
        events.Text("AuthEvents.0.ChallengeResponses.0.ChallengeResponse").ShouldBe("Success");
        events.Text("AuthEvents.0.EventContextData.IpAddress").ShouldBe("127.0.0.1");
        events.Text("AuthEvents.0.EventRisk.RiskDecision").ShouldBe("NoRisk");
        events.Text("AuthEvents.1.EventResponse").ShouldBe("Fail");
        events.Text("AuthEvents.1.ChallengeResponses.0.ChallengeResponse").ShouldBe("Failure");
        events.Text("NextToken").ShouldBeNull();
    }

    [Fact]
    public async Task A_sign_in_that_is_asked_for_more_is_one_event_from_its_first_answer_to_its_end()
    {
        var world = await SignInWorld.CreateAsync(server, Audited);
        await world.AddUserAsync("alice", UserStatus.FORCE_CHANGE_PASSWORD);
        var session = await world.SessionOfAsync("alice");
        (await ListAsync(world.PoolId, "alice")).Text("AuthEvents.0.EventResponse").ShouldBe("InProgress");

        (await world.AnswerAsync(session, "alice")).ShouldSucceed();

        var events = await ListAsync(world.PoolId, "alice");
        events.Text("AuthEvents.0.EventResponse").ShouldBe("Pass");
        events.Text("AuthEvents.1").ShouldBeNull();
    }

    [Fact]
    public async Task The_tokens_of_a_sign_in_name_its_event()
    {
        var world = await SignInWorld.CreateAsync(server, Audited);
        await world.AddUserAsync("alice");

        var tokens = await world.SignInAsync("alice");

        var claims = Payload(tokens.Text("AuthenticationResult.AccessToken")!);
        claims.ShouldContain((await ListAsync(world.PoolId, "alice")).Text("AuthEvents.0.EventId")!);
    }

    [Fact]
    public async Task Sign_up_codes_and_passwords_are_events_too()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync(Audited);
        var email = People.NewEmail();
        await server.SignUpAsync(clientId, "ada", email);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var first = await server.MessageToAsync(email);
        (await server.ResendAsync(clientId, "ada")).ShouldSucceed();
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await server.MessageToAsync(email, first);
        (await server.ConfirmSignUpAsync(clientId, "ada", second.Code!)).ShouldSucceed();
        (await server.ForgotPasswordAsync(clientId, "ada")).ShouldSucceed();
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var code = await server.CodeToAsync(email, second);
        await server.ConfirmForgotPasswordAsync(clientId, "ada", People.WrongCode(code));
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await server.ConfirmForgotPasswordAsync(clientId, "ada", code, People.Password)).ShouldSucceed();
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var token = await server.AccessTokenAsync(clientId, "ada");
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await server.CallPublicAsync("ChangePassword", new
        {
            AccessToken = token,
            PreviousPassword = People.Password,
            ProposedPassword = "Third-horse-9",
        })).ShouldSucceed();

        (await NamesAsync(poolId, "ada")).ShouldBe(
        [
            "PasswordChange Pass", "SignIn Pass", "ForgotPassword Pass", "ForgotPassword Fail", "ForgotPassword InProgress",
            "ResendCode Pass", "SignUp Pass",
        ]);
    }

    [Fact]
    public async Task Pages_come_newest_first_and_lose_nothing()
    {
        var world = await SignInWorld.CreateAsync(server, Audited);
        await world.AddUserAsync("alice");
        for (var i = 0; i < 5; i++)
        {
            (await world.SignInAsync("alice")).ShouldSucceed();
            server.Clock.Advance(TimeSpan.FromSeconds(i % 2));
        }

        var (ids, token) = (new List<string?>(), (string?)null);
        do
        {
            var page = await ListAsync(world.PoolId, "alice", token);
            ids.AddRange([page.Text("AuthEvents.0.EventId"), page.Text("AuthEvents.1.EventId")]);
            token = page.ShouldSucceed().Text("NextToken");
        }
        while (token is not null);

        ids.OfType<string>().Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public async Task A_page_token_of_another_user_is_refused()
    {
        var world = await SignInWorld.CreateAsync(server, Audited);
        await world.AddUserAsync("alice");
        await world.AddUserAsync("bob");
        for (var i = 0; i < 3; i++)
        {
            await world.SignInAsync("alice");
        }

        var token = (await ListAsync(world.PoolId, "alice")).Text("NextToken").ShouldNotBeNull();

        (await ListAsync(world.PoolId, "bob", token)).ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task A_pool_without_threat_protection_keeps_none_and_says_so()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice");
        (await world.SignInAsync("alice")).ShouldSucceed();

        (await ListAsync(world.PoolId, "alice")).ShouldRefuse("UserPoolAddOnNotEnabledException");
    }

    [Fact]
    public async Task While_a_name_is_locked_a_flood_of_guesses_writes_nothing()
    {
        var world = await SignInWorld.CreateAsync(server, Audited);
        await world.AddUserAsync("alice");

        for (var i = 0; i < 20; i++)
        {
            await world.SignInAsync("alice", "wrong");
        }

        (await NamesAsync(world.PoolId, "alice")).Count.ShouldBe(5);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36", "Chrome 126, Windows")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15", "Safari 17, Mac")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox 127, Linux")]
    [InlineData("aws-sdk-js/3.600.0 ua/2.0", "aws-sdk-js/3.600.0")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_device_is_named_as_a_person_would(string? userAgent, string? name) => DeviceName.Of(userAgent).ShouldBe(name);

    [Fact]
    public void A_browser_that_was_updated_is_the_same_device() =>
        DeviceName.FamilyOf("Chrome 126, Windows").ShouldBe(DeviceName.FamilyOf("Chrome 99, Windows"));

    private Task<ApiAnswer> ListAsync(string poolId, string username, string? token = null) => server.CallAsync(
        "AdminListUserAuthEvents",
        new { UserPoolId = poolId, Username = username, MaxResults = 2, NextToken = token });

    private async Task<IReadOnlyList<string>> NamesAsync(string poolId, string username)
    {
        var answer = await server.CallAsync("AdminListUserAuthEvents", new { UserPoolId = poolId, Username = username });
        return [.. answer.ShouldSucceed().Json.GetProperty("AuthEvents").EnumerateArray()
            .Select(item => $"{item.GetProperty("EventType")} {item.GetProperty("EventResponse")}")];
    }

    private static string Payload(string jwt)
    {
        var part = jwt.Split('.')[1].Replace('-', '+').Replace('_', '/');
        return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(part + new string('=', (4 - (part.Length % 4)) % 4)));
    }
}
