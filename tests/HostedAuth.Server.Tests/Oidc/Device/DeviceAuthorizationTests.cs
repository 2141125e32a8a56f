using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Pages;

namespace HostedAuth.Server.Tests.Oidc.Device;

/// <summary>The device authorization grant as the device sees it (RFC 8628, sections 3.1, 3.2, 3.4 and 3.5).</summary>
public sealed class DeviceAuthorizationTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Endpoint = "/oauth2/device_authorization";

    [Fact]
    public async Task Section_3_2_the_device_gets_its_codes_and_where_people_go()
    {
        var world = await DeviceWorld.CreateAsync(server);

        await world.StartAsync();

        var started = world.Started;
        started.Header("Cache-Control").ShouldBe("no-store");
        started.Text("device_code")!.Length.ShouldBe(43);
        started.Text("user_code")!.ShouldMatch("^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$");
        started.Text("verification_uri").ShouldBe($"{world.App.Issuer}/device");
        started.Text("verification_uri_complete").ShouldBe($"{world.App.Issuer}/device?user_code={world.UserCode}");
        started.Json.GetProperty("expires_in").GetInt32().ShouldBe(900);
        started.Json.GetProperty("interval").GetInt32().ShouldBe(5);
    }

    [Fact]
    public async Task Discovery_names_the_endpoint_and_the_grant()
    {
        var world = await DeviceWorld.CreateAsync(server);

        var discovery = await world.App.GetAsync("/.well-known/openid-configuration");

        discovery.Text("device_authorization_endpoint").ShouldBe($"{world.App.Issuer}{Endpoint}");
        discovery.Json.GetProperty("grant_types_supported").ToString().ShouldContain(DeviceWorld.GrantType);
    }

    [Fact]
    public async Task A_client_without_the_grant_type_gets_no_code_and_no_token()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        await server.SetMetadataAsync(world.App.PoolId, world.App.Client.Id, OAuthClientMetadata.None);

        (await world.AskAsync()).ShouldRefuse(400, "unauthorized_client");
        (await world.PollAsync()).ShouldRefuse(400, "unauthorized_client");
    }

    [Fact]
    public async Task A_confidential_client_proves_itself_at_both_endpoints()
    {
        var world = await DeviceWorld.CreateAsync(server, new { GenerateSecret = true });
        await world.StartAsync();

        (await world.AskAsync(("client_secret", null))).ShouldRefuse(401, "invalid_client");
        (await world.PollAsync(("client_secret", "wrong"))).ShouldRefuse(401, "invalid_client");
        (await world.PollAsync()).ShouldRefuse(400, "authorization_pending");
    }

    [Theory]
    [InlineData("scope", "openid nothing", "invalid_scope")]
    [InlineData("client_id", "nobody", "invalid_client")]
    public async Task What_is_wrong_with_the_request_is_said(string name, string value, string error)
    {
        var world = await DeviceWorld.CreateAsync(server);

        (await world.AskAsync((name, value))).ShouldRefuse(error == "invalid_client" ? 401 : 400, error);
    }

    [Fact]
    public async Task A_parameter_that_stands_twice_is_refused()
    {
        var world = await DeviceWorld.CreateAsync(server);

        (await world.App.PostRawAsync(Endpoint, $"client_id={world.App.Client.Id}&scope=openid&scope=email"))
            .ShouldRefuse(400, "invalid_request");
    }

    [Fact]
    public async Task Section_3_5_until_somebody_decides_it_is_pending()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();

        for (var poll = 0; poll < 3; poll++)
        {
            (await world.PollAsync()).ShouldRefuse(400, "authorization_pending");
            server.Clock.Advance(TimeSpan.FromSeconds(5));
        }
    }

    [Fact]
    public async Task Section_3_5_who_asks_too_often_waits_five_seconds_longer_from_then_on()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        (await world.PollAsync()).ShouldRefuse(400, "authorization_pending");

        server.Clock.Advance(TimeSpan.FromSeconds(4));
        (await world.PollAsync()).ShouldRefuse(400, "slow_down");
        server.Clock.Advance(TimeSpan.FromSeconds(9));
        (await world.PollAsync()).ShouldRefuse(400, "slow_down");
        server.Clock.Advance(TimeSpan.FromSeconds(15));
        (await world.PollAsync()).ShouldRefuse(400, "authorization_pending");
    }

    [Fact]
    public async Task Of_many_polls_at_once_one_is_on_time()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();

        var polls = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.PollAsync()));

        polls.Count(poll => poll.Error == "authorization_pending").ShouldBe(1);
        polls.Count(poll => poll.Error == "slow_down").ShouldBe(7);
    }

    [Fact]
    public async Task Section_3_5_after_a_quarter_of_an_hour_the_code_is_expired()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();

        server.Clock.Advance(TimeSpan.FromMinutes(15));

        (await world.PollAsync()).ShouldRefuse(400, "expired_token");
    }

    [Fact]
    public async Task An_approved_device_gets_tokens_once_though_it_asks_many_times_at_once()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        (await world.EnterAndSignInAsync()).ShouldShow("Let this device in?");
        (await world.AnswerAsync("allow")).ShouldShow("Your device is connected");

        var polls = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => world.PollAsync()));

        var tokens = polls.Single(poll => poll.Status == 200);
        tokens.Claims("id_token").GetProperty("aud").GetString().ShouldBe(world.App.Client.Id);
        tokens.Text("scope").ShouldBe("openid email");
        tokens.Text("refresh_token").ShouldNotBeNullOrEmpty();
        foreach (var other in polls.Where(poll => poll != tokens))
        {
            other.ShouldRefuse(400, "invalid_grant");
        }

        (await world.CountSessionsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Its_tokens_end_with_the_browser_session_that_let_it_in()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        await world.EnterAndSignInAsync();
        await world.AnswerAsync("allow");
        var tokens = await world.PollAsync();

        await SignOutAsync(world, tokens);

        (await world.App.RefreshAsync(tokens.Text("refresh_token")!)).ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task Who_signed_out_before_the_device_asked_has_let_nothing_in()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        await world.EnterAndSignInAsync();
        await world.AnswerAsync("allow");
        await world.Tab.OpenAsync(
            $"{world.App.Issuer}/logout?client_id={world.App.Client.Id}&logout_uri={Uri.EscapeDataString(TestApp.SignedOut)}");

        (await world.PollAsync()).ShouldRefuse(400, "invalid_grant");
    }

    [Theory]
    [InlineData("AdminDisableUser")]
    [InlineData("AdminResetUserPassword")]
    public async Task Who_gets_no_tokens_gets_none_by_a_device(string operation)
    {
        var world = await DeviceWorld.CreateAsync(server);
        await server.ChangeUserAsync(world.App.PoolId, "alice", user =>
            user.Attributes = new Dictionary<string, string> { ["email"] = "alice@example.com", ["email_verified"] = "true" });
        await world.StartAsync();
        await world.EnterAndSignInAsync();
        await world.AnswerAsync("allow");
        (await server.CallAsync(operation, new { UserPoolId = world.App.PoolId, Username = "alice" })).ShouldSucceed();

        (await world.PollAsync()).ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task A_code_is_worth_nothing_to_another_client_or_another_pool()
    {
        var world = await DeviceWorld.CreateAsync(server);
        var other = await world.App.AndAnotherAsync();
        await DeviceWorld.AllowAsync(server, other);
        var elsewhere = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();
        await world.EnterAndSignInAsync();
        await world.AnswerAsync("allow");

        (await world.PollAsync(("client_id", other.Client.Id), ("client_secret", other.Client.Secret)))
            .ShouldRefuse(400, "invalid_grant");
        (await elsewhere.App.TokenAsync([
            ("grant_type", DeviceWorld.GrantType), ("device_code", world.DeviceCode), ("client_id", elsewhere.App.Client.Id),
        ])).ShouldRefuse(400, "invalid_grant");
        (await world.PollAsync()).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("\0ü")]
    public async Task What_is_no_device_code_is_refused(string code)
    {
        var world = await DeviceWorld.CreateAsync(server);
        await world.StartAsync();

        var answer = await world.PollAsync(("device_code", code));

        answer.ShouldRefuse(400, code.Length == 0 ? "invalid_request" : "invalid_grant");
    }

    private static async Task SignOutAsync(DeviceWorld world, Answer tokens)
    {
        var answer = await world.Tab.OpenAsync(
            $"{world.App.Issuer}/logout?id_token_hint={tokens.Text("id_token")}");
        answer.Status.ShouldBe(303);
    }
}
