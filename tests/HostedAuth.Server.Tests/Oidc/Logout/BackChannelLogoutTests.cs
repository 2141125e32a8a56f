using HostedAuth.Core.AppClients;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.UserPools;
using HostedAuth.Server.Tests.Delivery;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc.Logout;

/// <summary>
/// OpenID Connect Back-Channel Logout 1.0, and the modules <c>oidcc-backchannel-…</c> of the conformance suite.
/// </summary>
public sealed class BackChannelLogoutTests(ServerWithProviders server) : IClassFixture<ServerWithProviders>
{
    [Fact]
    public async Task Discovery_says_that_clients_are_told_with_a_session_id()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.GetAsync("/.well-known/openid-configuration");

        // oidcc-backchannel-logout-discovery-endpoint-verification
        answer.Json.GetProperty("backchannel_logout_supported").GetBoolean().ShouldBeTrue();
        answer.Json.GetProperty("backchannel_logout_session_supported").GetBoolean().ShouldBeTrue();
        answer.Json.GetProperty("claims_supported").EnumerateArray().Select(one => one.GetString()).ShouldContain("sid");
    }

    [Fact]
    public async Task A_logout_token_has_the_claims_of_section_2_4()
    {
        var world = await BackChannelWorld.CreateAsync(server);
        await world.SignInAsync();

        await world.LogOutAsync();

        // oidcc-backchannel-rp-initiated-logout
        var told = (await world.ToldAsync(world.App)).ShouldHaveSingleItem();
        var idToken = world.Tokens.Claims("id_token");
        told.Header.GetProperty("typ").GetString().ShouldBe("logout+jwt");
        told.Header.GetProperty("alg").GetString().ShouldBe("RS256");
        told.Claims.GetProperty("iss").GetString().ShouldBe(world.App.Issuer);
        told.Claims.GetProperty("aud").GetString().ShouldBe(world.App.Client.Id);
        told.Sub.ShouldBe(idToken.GetProperty("sub").GetString());
        told.Sid.ShouldBe(idToken.GetProperty("sid").GetString());
        var issued = told.Claims.GetProperty("iat").GetInt64();
        issued.ShouldBe(server.Clock.GetUtcNow().ToUnixTimeSeconds());
        told.Claims.GetProperty("exp").GetInt64().ShouldBe(issued + 120);
        told.Claims.GetProperty("jti").GetString().ShouldNotBeNullOrEmpty();
        told.Claims.GetProperty("events").GetRawText()
            .ShouldBe("""{"http://schemas.openid.net/event/backchannel-logout":{}}""");
        told.Claims.TryGetProperty("nonce", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task It_is_signed_by_the_key_of_the_pool_and_passes_for_no_ID_token()
    {
        var world = await BackChannelWorld.CreateAsync(server);
        await world.SignInAsync();

        await world.LogOutAsync();

        var told = (await world.ToldAsync(world.App)).ShouldHaveSingleItem();
        var pool = await server.Services.GetRequiredService<PoolDirectory>().FindAsync(world.App.PoolId, default);
        JwsReader.ReadTyped(told.Text, pool!.Keys.SigningKeys).ShouldNotBeNull().Type.ShouldBe("logout+jwt");
        (await world.App.GetAsync($"/logout?id_token_hint={told.Text}")).ShouldStayHere("invalid_request");
        (await world.App.GetAsync("/oauth2/userInfo", authorization: $"Bearer {told.Text}")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Each_client_of_the_session_is_told_once_and_no_other()
    {
        var world = await BackChannelWorld.CreateAsync(server);
        var stranger = await world.App.AndAnotherAsync();
        await world.SetAsync(stranger);
        await world.SignInAsync();
        await world.GrantAsync(world.App);

        await world.LogOutAsync();
        await world.LogOutAsync();

        (await world.ToldAsync(world.App)).ShouldHaveSingleItem();
        (await world.ToldAsync(world.Other)).ShouldHaveSingleItem();
        (await world.ToldAsync(stranger)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_browser_elsewhere_stays_signed_in_and_nobody_hears_of_it()
    {
        var world = await BackChannelWorld.CreateAsync(server);
        await world.SignInAsync();
        var first = world.Tokens.Claims("id_token").GetProperty("sid").GetString();
        var elsewhere = world.Cookie;
        await world.SignInAsync();

        await world.LogOutAsync();

        var told = (await world.ToldAsync(world.App)).ShouldHaveSingleItem();
        told.Sid.ShouldNotBe(first);
        (await world.App.AuthorizeAsync(world.App.Query(("prompt", "none")), elsewhere)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_client_that_gave_its_tokens_back_is_told_all_the_same()
    {
        var world = await BackChannelWorld.CreateAsync(server);
        await world.SignInAsync();
        await world.App.PostAsync("/oauth2/revoke", [("token", world.Tokens.Text("refresh_token")), ("client_id", world.App.Client.Id)]);
        (await world.ToldAsync(world.App)).ShouldBeEmpty();

        await world.LogOutAsync();

        (await world.ToldAsync(world.App)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_client_with_pairwise_subjects_gets_a_session_id_of_its_own()
    {
        var world = await BackChannelWorld.CreateAsync(server, metadata: new() { SubjectType = "pairwise" });
        await world.SignInAsync();

        await world.LogOutAsync();

        var one = (await world.ToldAsync(world.App)).ShouldHaveSingleItem();
        var other = (await world.ToldAsync(world.Other)).ShouldHaveSingleItem();
        one.Sid.ShouldBe(world.Tokens.Claims("id_token").GetProperty("sid").GetString());
        one.Sub.ShouldBe(world.Tokens.Claims("id_token").GetProperty("sub").GetString());
        one.Sid.ShouldNotBe(other.Sid);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(410)]
    public async Task A_client_that_says_it_never_will_is_not_asked_again(int status)
    {
        var world = await BackChannelWorld.CreateAsync(server);
        await world.SignInAsync();
        AnswerWith(world.App, status);

        await world.LogOutAsync();

        (await world.ToldAsync(world.App)).ShouldHaveSingleItem();
        var row = (await world.RowsAsync()).Single(row => row.Destination == world.App.Client.Id);
        row.FailedAt.ShouldNotBeNull();
        row.LastError.ShouldBe($"The client refused the logout token ({status}).");
        row.SealedBody.ShouldBeNull();
    }

    [Fact]
    public async Task A_client_that_is_down_is_told_later_by_a_fresh_token()
    {
        var world = await BackChannelWorld.CreateAsync(server);
        await world.SignInAsync();
        AnswerWith(world.App, 503);
        await world.LogOutAsync();
        await Eventually.HoldsAsync(
            async () => (await world.RowsAsync(finished: false)).Single(row => row.Destination == world.App.Client.Id).LastError is not null,
            "The client refuses.");

        AnswerWith(world.App, 204);
        server.Clock.Advance(TimeSpan.FromMinutes(10));

        var told = await world.ToldAsync(world.App);
        told.Count.ShouldBe(2);
        told[1].Claims.GetProperty("iat").GetInt64().ShouldBe(told[0].Claims.GetProperty("iat").GetInt64() + 600);
        told[1].Claims.GetProperty("jti").GetString().ShouldNotBe(told[0].Claims.GetProperty("jti").GetString());
    }

    [Fact]
    public async Task An_address_on_the_inside_is_not_called()
    {
        var world = await BackChannelWorld.CreateAsync(server);
        await world.SignInAsync();
        await server.SetMetadataAsync(
            world.App.PoolId, world.App.Client.Id, new OAuthClientMetadata { BackchannelLogoutUri = "https://127.0.0.1:9/logout" });

        await world.LogOutAsync();

        await Eventually.HoldsAsync(
            async () => (await world.RowsAsync(finished: false)).Single(row => row.Destination == world.App.Client.Id).LastError
                ?.Contains("on the inside", StringComparison.Ordinal) == true,
            "The guard refuses.");
    }

    /// <summary>Where the first app is, an operator may call; the address of one that registered itself anybody chose.</summary>
    [Fact]
    public async Task A_client_that_registered_itself_is_not_called_where_an_operators_is()
    {
        var world = await BackChannelWorld.CreateAsync(server);
        await world.SignInAsync();
        await world.SetRegisteredAsync(world.Other);

        await world.LogOutAsync();

        await Eventually.HoldsAsync(
            async () => (await world.RowsAsync(finished: false)).Single(row => row.Destination == world.Other.Client.Id).LastError
                ?.Contains("Only https", StringComparison.Ordinal) == true,
            "The guard refuses.");
        var rows = await world.RowsAsync(finished: false);
        rows.Single(row => row.Destination == world.Other.Client.Id).Channel.ShouldBe(Channels.LogoutOfRegistered);
        rows.Single(row => row.Destination == world.App.Client.Id).Channel.ShouldBe(Channels.Logout);
    }

    [Fact]
    public async Task The_delivery_log_shows_who_was_told()
    {
        var world = await BackChannelWorld.CreateAsync(server);
        await world.SignInAsync();

        await world.LogOutAsync();
        await world.RowsAsync();

        var listed = (await world.CallAsync("ListMessageDeliveries", new { UserPoolId = world.App.PoolId, Username = "alice" })).ShouldSucceed();
        listed.Text("MessageDeliveries.0.DeliveryMedium").ShouldBe("LOGOUT");
        listed.Text("MessageDeliveries.0.Sender").ShouldBe("backchannel");
        listed.Text("MessageDeliveries.0.Status").ShouldBe("Delivered");
        listed.Body.ShouldContain(world.App.Client.Id);
        listed.Body.ShouldContain(world.Other.Client.Id);
    }

    private void AnswerWith(TestApp app, int status)
    {
        var before = server.World.Answers;
        server.World.Answers = call =>
            call.Line.Contains(app.Client.Id, StringComparison.Ordinal) ? new Lie("", status) : before(call);
    }
}
