using HostedAuth.Server.Pages;
using HostedAuth.Server.Tests.Conformance.Driver;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>What a hostile site does to somebody's browser: frames, foreign forms, planted cookies (RFC 9700, section 4.16).</summary>
public sealed class BrowserAttackTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task No_page_can_be_framed_brings_foreign_content_or_says_where_it_came_from()
    {
        var rp = await RelyingParty.CreateAsync(server);
        await rp.SignInAsync();
        var query = rp.App.Query(("scope", "openid"));
        var pages = Pages();
        string[] known = ["/login", "/consent", "/consents", "/account", "/device", "/device/approve", "/stepUp", "/logout/confirm", "/error"];
        known.Except(pages).ShouldBeEmpty();

        foreach (var page in pages)
        {
            // Where the page is not shown, the redirect says it all the same.
            ShouldBeClosed(await rp.Browser.Tab.OpenAsync($"{rp.App.Issuer}{page}{query}"), page);
            ShouldBeClosed(await new PageTab(server).OpenAsync($"{rp.App.Issuer}{page}{query}"), page);
            ShouldBeClosed(await new PageTab(server).OpenAsync($"{rp.App.Issuer}{page}"), page);
            var posted = await rp.Browser.Tab.PostAsync($"{rp.App.Issuer}{page}{query}", "form=x");
            ShouldBeClosed(posted, page);

            // Who sends a form without its token does nothing, signed in or not.
            posted.Status.ShouldBeOneOf([303, 400], page);
            posted.Parameter("code").ShouldBeNull(page);
            (posted.Header("Set-Cookie") ?? "").ShouldNotContain("ha-sso-", customMessage: page);
        }
    }

    [Fact]
    public async Task A_form_that_can_not_be_read_is_refused_by_every_page()
    {
        var app = await TestApp.CreateAsync(server);
        foreach (var page in Pages().Append("/device/EXPIRED"))
        {
            var answer = await new PageTab(server).PostAsync($"{app.Issuer}{page}{app.Query()}", $"form={new string('a', 10_000)}");

            answer.Status.ShouldBeOneOf([303, 400], page);
        }

        (await app.GetAsync("/device/EXPIRED")).Status.ShouldBe(200);
    }

    /// <summary>What the gate checks, it checks of pages of this kind alone.</summary>
    [Fact]
    public async Task Every_page_that_takes_a_form_is_one_whose_form_token_is_checked()
    {
        var loader = server.Services.GetRequiredService<PageLoader>();
        var taking = new List<string>();
        foreach (var endpoint in PageEndpoints())
        {
            var page = await loader.LoadAsync(endpoint.Metadata.GetMetadata<PageActionDescriptor>()!, endpoint.Metadata);
            if (page.HandlerMethods.Any(handler => handler.HttpMethod != "Get"))
            {
                page.HandlerTypeInfo.IsAssignableTo(typeof(HostedPage)).ShouldBeTrue(page.ViewEnginePath);
                taking.Add(page.ViewEnginePath);
            }
        }

        taking.Distinct().Count().ShouldBeGreaterThanOrEqualTo(26);
    }

    [Fact]
    public async Task A_cookie_that_was_planted_before_the_sign_in_is_not_signed_in_by_it()
    {
        var rp = await RelyingParty.CreateAsync(server);
        var name = $"ha-sso-{rp.App.PoolId}";
        const string planted = "planted-by-the-attacker";
        rp.Browser.Tab.Cookies[name] = planted;

        await rp.SignInAsync();

        rp.Browser.Tab.Cookies[name].ShouldNotBe(planted);
        (await rp.App.AuthorizeAsync(rp.App.Query(("scope", "openid"), ("prompt", "none")), $"{name}={planted}"))
            .ShouldTellTheClient("login_required");
    }

    [Fact]
    public async Task Nor_is_a_session_of_the_attackers_that_was_planted_there()
    {
        var rp = await RelyingParty.CreateAsync(server);
        var name = $"ha-sso-{rp.App.PoolId}";
        await rp.App.SignInAsync("mallory");
        var mallorys = (await rp.App.SignInAsync("mallory")).Split('=', 2)[1];
        rp.Browser.Tab.Cookies[name] = mallorys;

        var alices = await rp.SignInAsync(("prompt", "login"));

        rp.Browser.Tab.Cookies[name].ShouldNotBe(mallorys);
        rp.Browser.Tab.Cookies[name] = mallorys;
        (await rp.AskAsync(rp.Request(("prompt", "none"), ("id_token_hint", alices.IdToken.Text))))
            .ShouldTellTheClient("login_required");
    }

    [Fact]
    public async Task Every_sign_in_gives_a_browser_another_handle()
    {
        var rp = await RelyingParty.CreateAsync(server);
        var name = $"ha-sso-{rp.App.PoolId}";
        await rp.SignInAsync();
        var first = rp.Browser.Tab.Cookies[name];

        await rp.SignInAsync(("prompt", "login"));

        rp.Browser.Tab.Cookies[name].ShouldNotBe(first);
    }

    [Fact]
    public async Task Cookies_are_for_this_site_alone_and_no_script_reads_them()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.GetAsync($"/login{app.Query()}");

        var cookies = answer.Header("Set-Cookie").ShouldNotBeNull().Split(", ");
        cookies.ShouldAllBe(cookie => cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase));
        cookies.ShouldAllBe(cookie => cookie.Contains("samesite=", StringComparison.OrdinalIgnoreCase)
            && !cookie.Contains("samesite=none", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_form_that_another_site_posts_signs_nobody_in()
    {
        var rp = await RelyingParty.CreateAsync(server);
        (await rp.AskAsync(rp.Request())).ShouldAskToSignIn();
        var (action, token) = (rp.Browser.Tab.Action, rp.Browser.Tab.Token);
        rp.TakeAnotherBrowser();

        var answer = await rp.Browser.Tab.PostAsync(
            action,
            TestApp.Encode([("form", token), ("username", "alice"), ("password", People.Password)]));

        answer.Status.ShouldBe(400);
        rp.Browser.Tab.Cookies.ShouldNotContainKey($"ha-sso-{rp.App.PoolId}");
    }

    [Fact]
    public async Task What_was_posted_is_never_posted_on()
    {
        var rp = await RelyingParty.CreateAsync(server);
        await rp.AskAsync(rp.Request());

        var answer = await rp.Browser.Tab.SubmitAsync(("username", "alice"), ("password", CognitoApi.Operations.SignIn.SignInWorld.Password));

        answer.Status.ShouldBe(303);
        answer.Location.ShouldNotBeNull().ShouldNotContain("Passw0rd");
    }

    private static void ShouldBeClosed(Answer answer, string page)
    {
        var policy = answer.Header("Content-Security-Policy").ShouldNotBeNull(page);
        policy.ShouldContain("default-src 'none'", customMessage: page);
        policy.ShouldContain("frame-ancestors 'none'", customMessage: page);
        policy.ShouldContain("base-uri 'none'", customMessage: page);
        policy.ShouldNotContain("unsafe", customMessage: page);
        answer.Header("X-Frame-Options").ShouldBe("DENY", page);
        answer.Header("X-Content-Type-Options").ShouldBe("nosniff", page);
        answer.Header("Referrer-Policy").ShouldBe("no-referrer", page);
        answer.Header("Cache-Control").ShouldNotBeNull(page).ShouldContain("no-store", customMessage: page);
    }

    /// <summary>The addresses of all pages, read from the program's own list of routes.</summary>
    private List<string> Pages() =>
    [
        .. PageEndpoints()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Select(path => path.StartsWith("/device/{", StringComparison.Ordinal) ? "/device/allowed" : path)
            .Distinct()
            .Order(),
    ];

    private IEnumerable<RouteEndpoint> PageEndpoints() =>
        server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null);
}
