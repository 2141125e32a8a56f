using HostedAuth.Server.Tests.Conformance.Driver;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Conformance.Core;

/// <summary>When a person is asked, when not, and what a client may ask about it (OIDC Core, section 3.1.2.1).</summary>
[Collection(ConformanceServer.Name)]
public sealed class SessionModulesTests(HostedAuthServer server)
{
    [Module("oidcc-prompt-login", "OIDC Core 3.1.2.1, 15.1")]
    [Theory, EachFlow]
    public async Task Oidcc_prompt_login(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);
        var first = await rp.SignInAsync();
        rp.Wait(1);

        var second = await rp.SignInAsync(("prompt", "login"));

        second.IdToken.Seconds("auth_time").ShouldBeGreaterThan(first.IdToken.Seconds("auth_time"));
        second.IdToken["sub"].ShouldBe(first.IdToken["sub"]);
    }

    [Module("oidcc-prompt-none-not-logged-in", "OIDC Core 3.1.2.1, 3.1.2.6")]
    [Theory, EachFlow]
    public async Task Oidcc_prompt_none_not_logged_in(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);
        var request = rp.Request(("prompt", "none"), ("state", new string('s', 128)));

        var arrival = await rp.AskAsync(request);

        arrival.ShouldTellTheClient("login_required", "interaction_required");
        arrival.Mode.ShouldBe(rp.Flow.Mode);
        arrival["state"].ShouldBe(request["state"]);
        rp.Browser.Passed.ShouldHaveSingleItem();
    }

    [Module("oidcc-prompt-none-logged-in", "OIDC Core 3.1.2.1, 15.1")]
    [Theory, EachFlow]
    public async Task Oidcc_prompt_none_logged_in(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);
        var first = await rp.SignInAsync();
        rp.Wait(1);

        var second = await rp.AgainAsync(("prompt", "none"));

        ShouldBeTheSameSignIn(first, second);
    }

    [Module("oidcc-max-age-1", "OIDC Core 3.1.2.1, 3.1.3.7, 15.1")]
    [Theory, EachFlow]
    public async Task Oidcc_max_age_1(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);
        var first = await rp.SignInAsync();
        rp.Wait(2);

        var second = await rp.SignInAsync(("max_age", "1"));

        second.IdToken.Seconds("auth_time").ShouldBeGreaterThan(first.IdToken.Seconds("auth_time"));
    }

    [Module("oidcc-max-age-10000", "OIDC Core 3.1.2.1, 3.1.3.7, 15.1")]
    [Theory, EachFlow]
    public async Task Oidcc_max_age_10000(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);
        var first = await rp.SignInAsync(("max_age", "15000"));
        rp.Wait(1);

        var second = await rp.AgainAsync(("max_age", "10000"));

        ShouldBeTheSameSignIn(first, second);
    }

    [Module("oidcc-id-token-hint", "OIDC Core 3.1.2.1")]
    [Theory, EachFlow]
    public async Task Oidcc_id_token_hint(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);
        var first = await rp.SignInAsync();

        var second = await rp.AgainAsync(("prompt", "none"), ("id_token_hint", first.IdToken.Text));

        ShouldBeTheSameSignIn(first, second);
    }

    [Module("oidcc-login-hint", "OIDC Core 3.1.2.1")]
    [Theory, EachFlow]
    public async Task Oidcc_login_hint(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);

        var page = await rp.AskAsync(rp.Request(("login_hint", "alice")));

        page.ShouldAskToSignIn().Last.Body.ShouldContain("value=\"alice\"");
        (await rp.Browser.SignInAsync()).IsAtClient.ShouldBeTrue();
    }

    [Module("oidcc-display-page", "OIDC Core 3.1.2.1, 15.1")]
    [Theory, EachFlow]
    public Task Oidcc_display_page(string flow) => ShouldSucceedAsync(flow, "display", "page");

    [Module("oidcc-display-popup", "OIDC Core 3.1.2.1, 15.1")]
    [Theory, EachFlow]
    public Task Oidcc_display_popup(string flow) => ShouldSucceedAsync(flow, "display", "popup");

    [Module("oidcc-ui-locales", "OIDC Core 3.1.2.1, 15.1")]
    [Theory, EachFlow]
    public async Task Oidcc_ui_locales(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);

        var page = await rp.AskAsync(rp.Request(("ui_locales", "se de-DE en")));

        page.ShouldAskToSignIn().Last.Body.ShouldContain("<html lang=\"de\"");
        (await rp.Browser.SignInAsync()).IsAtClient.ShouldBeTrue();
    }

    [Module("oidcc-claims-locales", "OIDC Core 5.2, 15.1")]
    [Theory, EachFlow]
    public Task Oidcc_claims_locales(string flow) => ShouldSucceedAsync(flow, "claims_locales", "se");

    [Module("oidcc-ensure-request-with-acr-values-succeeds", "OIDC Core 3.1.2.1, 15.1")]
    [Theory, EachFlow]
    public async Task Oidcc_ensure_request_with_acr_values_succeeds(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);
        var offered = (await rp.ConfigurationAsync()).GetProperty("acr_values_supported")
            .EnumerateArray().Select(one => one.GetString()!).ToList();

        var outcome = await rp.SignInAsync(("acr_values", string.Join(' ', offered)));

        offered.ShouldContain(outcome.IdToken["acr"]);
    }

    private async Task ShouldSucceedAsync(string flow, string name, string value)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);

        var outcome = await rp.SignInAsync((name, value));

        outcome.Arrival["error"].ShouldBeNull();
    }

    private static void ShouldBeTheSameSignIn(Outcome first, Outcome second)
    {
        second.IdToken["sub"].ShouldBe(first.IdToken["sub"]);
        second.IdToken.Seconds("auth_time").ShouldBe(first.IdToken.Seconds("auth_time"));
    }
}
