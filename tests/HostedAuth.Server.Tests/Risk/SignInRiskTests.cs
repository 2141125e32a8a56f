using HostedAuth.Server.Tests.Attacks;
using HostedAuth.Server.Tests.CognitoApi.Operations.Risk;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Risk;

public sealed class SignInRiskTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Blocked = "Unable to login because of security reasons.";

    [Theory]
    [InlineData("192.0.2.99", RiskWorld.Browser, null)]
    [InlineData("198.51.100.1", RiskWorld.Browser, "Low")]
    [InlineData("192.0.2.10", RiskWorld.OtherBrowser, "Low")]
    [InlineData("2001:db8::1", RiskWorld.OtherBrowser, "Medium")]
    public async Task A_new_device_and_a_new_network_are_signs_of_risk(string address, string browser, string? level)
    {
        var world = await RiskWorld.CreateAsync(server, "AUDIT");

        (await world.SignInFromAsync("alice", address, browser)).ShouldSucceed();

        var last = await LastEventAsync(world);
        last.Text("AuthEvents.0.EventRisk.RiskLevel").ShouldBe(level);
        last.Text("AuthEvents.0.EventRisk.RiskDecision").ShouldBe(level is null ? "NoRisk" : "AccountTakeover");
    }

    [Fact]
    public async Task Guesses_before_it_make_it_a_high_one()
    {
        var world = await RiskWorld.CreateAsync(server, "AUDIT");
        for (var i = 0; i < 5; i++)
        {
            await world.SignInFromAsync("alice", password: "wrong");
        }

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await world.SignInFromAsync("alice", "198.51.100.1", RiskWorld.OtherBrowser)).ShouldSucceed();

        (await LastEventAsync(world)).Text("AuthEvents.0.EventRisk.RiskLevel").ShouldBe("High");
    }

    [Fact]
    public async Task Who_never_signed_in_is_not_judged()
    {
        var world = await RiskWorld.CreateAsync(server);
        await RiskWorld.SetAsync(server, world.PoolId, RiskWorld.Takeover("BLOCK"));
        await world.AddUserAsync("bob");

        (await world.SignInFromAsync("bob", "198.51.100.1", RiskWorld.OtherBrowser)).ShouldSucceed();
    }

    [Fact]
    public async Task A_risk_is_blocked_where_the_configuration_says_so_and_not_in_audit_mode()
    {
        var (enforced, audited) = (await RiskWorld.CreateAsync(server), await RiskWorld.CreateAsync(server, "AUDIT"));
        await RiskWorld.SetAsync(server, enforced.PoolId, RiskWorld.Takeover("BLOCK"));
        await RiskWorld.SetAsync(server, audited.PoolId, RiskWorld.Takeover("BLOCK"));

        (await enforced.SignInFromAsync("alice", "198.51.100.1")).ShouldRefuse("NotAuthorizedException", Blocked);
        (await audited.SignInFromAsync("alice", "198.51.100.1")).ShouldSucceed();
        (await enforced.SignInFromAsync("alice")).ShouldSucceed();

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await enforced.SignInFromAsync("alice", "198.51.100.1")).ShouldRefuse("NotAuthorizedException", Blocked);
        var last = await LastEventAsync(enforced);
        last.Text("AuthEvents.0.EventRisk.RiskDecision").ShouldBe("Block");
        last.Text("AuthEvents.0.EventResponse").ShouldBe("Fail");
    }

    [Fact]
    public async Task A_wrong_password_is_answered_as_ever_so_that_a_block_tells_nobody_that_a_guess_was_wrong()
    {
        var world = await RiskWorld.CreateAsync(server);
        await RiskWorld.SetAsync(server, world.PoolId, RiskWorld.Takeover("BLOCK"));

        (await world.SignInFromAsync("alice", "198.51.100.1", password: "wrong"))
            .ShouldRefuse("NotAuthorizedException", "Incorrect username or password.");
    }

    [Fact]
    public async Task What_the_user_says_of_an_event_counts()
    {
        var world = await RiskWorld.CreateAsync(server);
        await RiskWorld.SetAsync(server, world.PoolId, RiskWorld.Takeover("BLOCK"));
        await world.SignInFromAsync("alice", "198.51.100.1");
        var blocked = (await LastEventAsync(world)).Text("AuthEvents.0.EventId");

        (await server.CallAsync(
            "AdminUpdateAuthEventFeedback",
            new { UserPoolId = world.PoolId, Username = "alice", EventId = blocked, FeedbackValue = "Valid" })).ShouldSucceed();

        (await world.SignInFromAsync("alice", "198.51.100.1")).ShouldSucceed();
    }

    [Fact]
    public async Task A_second_factor_that_is_required_and_missing_blocks_and_one_if_configured_does_not()
    {
        var world = await RiskWorld.CreateAsync(server);
        await RiskWorld.SetAsync(server, world.PoolId, RiskWorld.Takeover("MFA_REQUIRED"));
        (await world.SignInFromAsync("alice", "198.51.100.1")).ShouldRefuse("NotAuthorizedException", Blocked);

        await RiskWorld.SetAsync(server, world.PoolId, RiskWorld.Takeover("MFA_IF_CONFIGURED"));

        (await world.SignInFromAsync("alice", "198.51.100.1")).ShouldSucceed();
    }

    [Fact]
    public async Task A_blocked_range_lets_nobody_in_and_tells_nobody_apart()
    {
        var world = await RiskWorld.CreateAsync(server);
        await RiskWorld.SetAsync(server, world.PoolId, new
        {
            RiskExceptionConfiguration = new { BlockedIPRangeList = new[] { "198.51.100.0/24", "2001:db8:1::/48" } },
        });

        foreach (var address in new[] { "198.51.100.77", "::ffff:198.51.100.77", "2001:db8:1:2::3" })
        {
            var known = await world.SignInFromAsync("alice", address);
            known.ShouldRefuse("NotAuthorizedException", Blocked);
            (await world.SignInFromAsync("alice", address, password: "wrong")).Body.ShouldBe(known.Body);
            (await world.SignInFromAsync("nobody", address)).Body.ShouldBe(known.Body);
        }

        (await world.SignInFromAsync("alice", "2001:db8:2::3")).ShouldSucceed();
    }

    [Fact]
    public async Task A_skipped_range_is_never_judged()
    {
        var world = await RiskWorld.CreateAsync(server);
        await RiskWorld.SetAsync(server, world.PoolId, new
        {
            AccountTakeoverRiskConfiguration = new { Actions = new { LowAction = new { EventAction = "BLOCK", Notify = false } } },
            RiskExceptionConfiguration = new { SkippedIPRangeList = new[] { "198.51.100.0/24" } },
        });

        (await world.SignInFromAsync("alice", "198.51.100.77")).ShouldSucceed();
        (await world.SignInFromAsync("alice", "203.0.113.77")).ShouldRefuse("NotAuthorizedException", Blocked);
    }

    [Fact]
    public async Task A_mail_tells_of_a_block_and_its_reader_says_on_a_page_whose_it_was()
    {
        var world = await RiskWorld.CreateAsync(server);
        await RiskWorld.SetAsync(server, world.PoolId, RiskWorld.Takeover("BLOCK", notify: true));
        await world.SignInFromAsync("alice", "198.51.100.1");
        var mail = await server.MessageToAsync(await EmailAsync(world));
        mail.Text.ShouldContain("198.51.100.1");
        var link = mail.Text.Split(' ', '\n').Single(word => word.StartsWith(HostedAuthServer.BaseAddress, StringComparison.Ordinal));

        var tab = new PageTab(server);
        await tab.OpenAsync(link);
        (await LastEventAsync(world)).Text("AuthEvents.0.EventFeedback").ShouldBeNull();
        await tab.SubmitAsync(("answer", "Invalid"));

        (await LastEventAsync(world)).Text("AuthEvents.0.EventFeedback.FeedbackValue").ShouldBe("Invalid");
    }

    [Fact]
    public async Task The_pools_own_mail_is_filled_in_and_nothing_in_it_breaks_out()
    {
        var world = await RiskWorld.CreateAsync(server);
        await RiskWorld.SetAsync(server, world.PoolId, RiskWorld.Takeover("NO_ACTION", notify: true, new
        {
            SourceArn = "arn:aws:ses:us-east-1:000000000000:identity/example.com",
            NoActionEmail = new
            {
                Subject = "New sign-in of {username}\r\nBcc: eve@example.com",
                HtmlBody = "<p>{username} {ip-address} {device-name} {one-click-link-invalid} {unknown} {</p>",
                TextBody = "{username} {ip-address} {city}",
            },
        }));

        (await world.SignInFromAsync("alice", "198.51.100.1", "<script>alert(1)</script>")).ShouldSucceed();

        var mail = await server.MessageToAsync(await EmailAsync(world));
        mail.Subject.ShouldBe("New sign-in of alice Bcc: eve@example.com");
        mail.Text.ShouldBe("alice 198.51.100.1 unknown");
        mail.Html.ShouldNotBeNull().ShouldContain("&lt;script&gt;");
        mail.Html.ShouldNotContain("<script>");
        mail.Html.ShouldContain("{unknown} {</p>");
    }

    private static async Task<string> EmailAsync(SignInWorld world) => (await world.ReadUserAsync("alice")).Attributes["email"];

    private Task<ApiAnswer> LastEventAsync(SignInWorld world) => server.CallAsync(
        "AdminListUserAuthEvents",
        new { UserPoolId = world.PoolId, Username = "alice", MaxResults = 1 });
}
