using HostedAuth.Server.Tests.Conformance.Driver;
using HostedAuth.Server.Tests.Delivery;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Oidc.Logout;

namespace HostedAuth.Server.Tests.Conformance.Logout;

/// <summary>A client is told behind the browser's back that its person signed out.</summary>
public sealed class BackChannelModulesTests(ServerWithProviders server) : IClassFixture<ServerWithProviders>
{
    [Module("oidcc-backchannel-logout-discovery-endpoint-verification", "Back-Channel Logout 2.1")]
    [Fact]
    public async Task Oidcc_backchannel_logout_discovery_endpoint_verification()
    {
        var app = await TestApp.CreateAsync(server);

        var document = (await app.GetAsync("/.well-known/openid-configuration")).Json;

        document.GetProperty("backchannel_logout_supported").GetBoolean().ShouldBeTrue();
        document.GetProperty("backchannel_logout_session_supported").GetBoolean().ShouldBeTrue();
        document.GetProperty("end_session_endpoint").GetString().ShouldNotBeNullOrEmpty();
    }

    [Module("oidcc-backchannel-rp-initiated-logout", "Back-Channel Logout 2.4, 2.5; RP-Initiated Logout 2")]
    [Fact]
    public async Task Oidcc_backchannel_rp_initiated_logout()
    {
        var world = await BackChannelWorld.CreateAsync(server);
        await world.SignInAsync();
        var idToken = Jwt.Parse(world.Tokens.Text("id_token")!);
        var query = TestApp.Encode(
            [("id_token_hint", idToken.Text), ("post_logout_redirect_uri", TestApp.SignedOut), ("state", "s t")]);

        var answer = await world.App.GetAsync($"/logout?{query}", world.Cookie);

        answer.Location.ShouldBe($"{TestApp.SignedOut}?state=s%20t");
        var told = Jwt.Parse((await world.ToldAsync(world.App)).ShouldHaveSingleItem().Text);
        told.IsSignedByOneOf((await world.App.GetAsync("/.well-known/jwks.json")).Json).ShouldBeTrue();
        told.Algorithm.ShouldBe(idToken.Algorithm);
        foreach (var claim in (string[])["iss", "aud", "sub", "sid"])
        {
            told[claim].ShouldNotBeNull(claim).ShouldBe(idToken[claim], claim);
        }

        (told["jti"], told["nonce"]).ShouldSatisfyAllConditions(
            pair => pair.Item1.ShouldNotBeNullOrEmpty(),
            pair => pair.Item2.ShouldBeNull());
        told.Seconds("iat").ShouldBe(server.Clock.GetUtcNow().ToUnixTimeSeconds());
        told.Claims.GetProperty("events").EnumerateObject().ShouldHaveSingleItem().Name
            .ShouldBe("http://schemas.openid.net/event/backchannel-logout");
        (await world.App.AuthorizeAsync(world.App.Query(("prompt", "none")), world.Cookie)).ShouldTellTheClient("login_required");
    }
}
