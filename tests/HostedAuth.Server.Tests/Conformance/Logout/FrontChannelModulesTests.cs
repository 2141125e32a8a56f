using System.Net;
using System.Text.RegularExpressions;
using HostedAuth.Server.Tests.Conformance.Driver;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using Microsoft.AspNetCore.WebUtilities;

namespace HostedAuth.Server.Tests.Conformance.Logout;

/// <summary>A client is told by a frame of the page that signs the browser out.</summary>
[Collection(ConformanceServer.Name)]
public sealed partial class FrontChannelModulesTests(HostedAuthServer server)
{
    private const string Address = "https://app.example/frontchannel_logout";

    [Module("oidcc-frontchannel-logout-discovery-endpoint-verification", "Front-Channel Logout 3")]
    [Fact]
    public async Task Oidcc_frontchannel_logout_discovery_endpoint_verification()
    {
        var rp = await RelyingParty.CreateAsync(server);

        var document = await rp.ConfigurationAsync();

        document.GetProperty("frontchannel_logout_supported").GetBoolean().ShouldBeTrue();
        document.GetProperty("frontchannel_logout_session_supported").GetBoolean().ShouldBeTrue();
        document.GetProperty("end_session_endpoint").GetString().ShouldNotBeNullOrEmpty();
    }

    [Module("oidcc-frontchannel-rp-initiated-logout", "Front-Channel Logout 2, 3; RP-Initiated Logout 2")]
    [Fact]
    public async Task Oidcc_frontchannel_rp_initiated_logout()
    {
        var rp = await RelyingParty.CreateAsync(
            server,
            metadata: new() { FrontchannelLogoutUri = Address, FrontchannelLogoutSessionRequired = true });
        var idToken = (await rp.SignInAsync()).IdToken;
        var query = TestApp.Encode(
            [("id_token_hint", idToken.Text), ("post_logout_redirect_uri", TestApp.SignedOut), ("state", "s")]);

        var page = await rp.Browser.OpenAsync($"{rp.App.Issuer}/logout?{query}");

        var frame = WebUtility.HtmlDecode(Frame().Match(page.ShouldBeAPage().Last.Body).Groups[1].Value);
        frame.ShouldStartWith($"{Address}?");
        var told = QueryHelpers.ParseQuery(new Uri(frame).Query);
        (told["iss"].ToString(), told["sid"].ToString()).ShouldBe((rp.App.Issuer, idToken["sid"]!));
        page.Last.Body.ShouldContain($"href=\"{TestApp.SignedOut}?state=s\"");
        (await rp.AskAsync(rp.Request(("prompt", "none")))).ShouldTellTheClient("login_required");
    }

    [GeneratedRegex("<iframe src=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Frame();
}
