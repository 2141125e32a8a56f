using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Attacks;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Logout;

/// <summary>
/// OpenID Connect Front-Channel Logout 1.0, and the modules <c>oidcc-frontchannel-…</c> of the conformance suite.
/// </summary>
public sealed class FrontChannelLogoutTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Address = "https://app.example/out?from=us";

    [Fact]
    public async Task Discovery_says_that_frames_are_opened_with_a_session_id()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.GetAsync("/.well-known/openid-configuration");

        // oidcc-frontchannel-logout-discovery-endpoint-verification
        answer.Json.GetProperty("frontchannel_logout_supported").GetBoolean().ShouldBeTrue();
        answer.Json.GetProperty("frontchannel_logout_session_supported").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_page_opens_the_apps_address_with_iss_and_sid_and_leads_on()
    {
        var (app, tab, tokens) = await SignedInAsync(new() { FrontchannelLogoutUri = Address, FrontchannelLogoutSessionRequired = true });

        var page = await LogOutAsync(app, tab, ("id_token_hint", tokens.Text("id_token")));

        // oidcc-frontchannel-rp-initiated-logout
        var sid = tokens.Claims("id_token").GetProperty("sid").GetString();
        page.Body.ShouldContain($"<iframe src=\"{Address}&amp;iss={Uri.EscapeDataString(app.Issuer)}&amp;sid={sid}\"");
        page.Body.ShouldContain($"href=\"{TestApp.SignedOut}?state=s\" data-onward");
        (await tab.OpenAsync($"{app.Issuer}/oauth2/authorize{app.Query(("prompt", "none"))}")).Error.ShouldBe("login_required");
    }

    [Fact]
    public async Task Only_the_origins_of_the_apps_may_be_framed()
    {
        var (app, tab, tokens) = await SignedInAsync(new() { FrontchannelLogoutUri = Address });

        var page = await LogOutAsync(app, tab, ("id_token_hint", tokens.Text("id_token")));

        page.Header("Content-Security-Policy").ShouldNotBeNull().ShouldContain("; frame-src https://app.example");
        page.Header("Content-Security-Policy")!.Split("frame-src")[1].Trim().ShouldBe("https://app.example");
        page.Header("Content-Security-Policy")!.ShouldContain("frame-ancestors 'none'");
        page.Body.ShouldContain($"<iframe src=\"{Address}\"");
        page.Body.ShouldContain("sandbox=\"allow-scripts allow-same-origin\"");
    }

    [Fact]
    public async Task Cognitos_form_and_the_question_go_the_same_way()
    {
        var metadata = new OAuthClientMetadata { FrontchannelLogoutUri = Address };
        var (app, tab, _) = await SignedInAsync(metadata);
        var (another, asked, _) = await SignedInAsync(metadata);

        var form = await tab.OpenAsync(
            $"{app.Issuer}/logout?{TestApp.Encode([("client_id", app.Client.Id), ("logout_uri", TestApp.SignedOut)])}");
        await asked.OpenAsync((await asked.OpenAsync($"{another.Issuer}/logout")).Location!);
        var agreed = await asked.SubmitAsync();

        form.Location.ShouldBe($"/{app.PoolId}/signedout/apps");
        agreed.Location.ShouldBe($"/{another.PoolId}/signedout/apps");
        (await asked.OpenAsync(agreed.Location!)).Body.ShouldContain($"href=\"/{another.PoolId}/signedout\" data-onward");
    }

    [Fact]
    public async Task Apps_that_the_browser_was_not_signed_in_to_are_left_alone()
    {
        var (app, tab, tokens) = await SignedInAsync(OAuthClientMetadata.None);
        var stranger = await app.AndAnotherAsync();
        await server.SetMetadataAsync(app.PoolId, stranger.Client.Id, new() { FrontchannelLogoutUri = Address });

        var answer = await tab.OpenAsync($"{app.Issuer}/logout?id_token_hint={tokens.Text("id_token")}");

        answer.Location.ShouldBe($"/{app.PoolId}/signedout");
    }

    [Fact]
    public async Task The_page_shows_frames_to_the_browser_that_signed_out_alone_and_not_for_long()
    {
        var (app, tab, tokens) = await SignedInAsync(new() { FrontchannelLogoutUri = Address });
        await LogOutAsync(app, tab, ("id_token_hint", tokens.Text("id_token")));
        var again = await tab.OpenAsync($"{app.Issuer}/signedout/apps");

        var elsewhere = await new PageTab(server).OpenAsync($"{app.Issuer}/signedout/apps");
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        var later = await tab.OpenAsync($"{app.Issuer}/signedout/apps");

        again.Body.ShouldContain("<iframe");
        elsewhere.Location.ShouldBe($"/{app.PoolId}/signedout");
        later.Location.ShouldBe($"/{app.PoolId}/signedout");
    }

    [Fact]
    public async Task A_changed_cookie_or_one_of_another_pool_shows_nothing()
    {
        var (app, tab, tokens) = await SignedInAsync(new() { FrontchannelLogoutUri = Address });
        var (other, _, _) = await SignedInAsync(new() { FrontchannelLogoutUri = Address });
        await LogOutAsync(app, tab, ("id_token_hint", tokens.Text("id_token")));
        var value = tab.Cookies[$"ha-signedout-{app.PoolId}"];
        var moved = new PageTab(server) { Cookies = { [$"ha-signedout-{other.PoolId}"] = value } };
        var changed = new PageTab(server) { Cookies = { [$"ha-signedout-{app.PoolId}"] = $"{value[..^4]}AAAA" } };

        (await moved.OpenAsync($"{other.Issuer}/signedout/apps")).Location.ShouldBe($"/{other.PoolId}/signedout");
        (await changed.OpenAsync($"{app.Issuer}/signedout/apps")).Location.ShouldBe($"/{app.PoolId}/signedout");
    }

    private async Task<(TestApp App, PageTab Tab, Answer Tokens)> SignedInAsync(OAuthClientMetadata metadata)
    {
        var app = await TestApp.CreateAsync(server);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, metadata);
        var cookie = (await app.SignInAsync()).Split('=', 2);
        var tab = new PageTab(server) { Cookies = { [cookie[0]] = cookie[1] } };
        var granted = await tab.OpenAsync($"{app.Issuer}/oauth2/authorize{app.Query()}");
        return (app, tab, await app.ExchangeAsync(granted.Parameter("code")!));
    }

    private static async Task<Answer> LogOutAsync(TestApp app, PageTab tab, params (string Name, string? Value)[] parameters)
    {
        var answer = await tab.OpenAsync(
            $"{app.Issuer}/logout?{TestApp.Encode([.. parameters, ("post_logout_redirect_uri", TestApp.SignedOut), ("state", "s")])}");
        answer.Location.ShouldBe($"/{app.PoolId}/signedout/apps");
        return await tab.OpenAsync(answer.Location!);
    }
}
