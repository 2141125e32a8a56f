using HostedAuth.Server.Tests.Conformance.Driver;

namespace HostedAuth.Server.Tests.Conformance.Dynamic;

/// <summary>Redirect addresses are compared to the letter (OIDC Core, section 3.1.2.1).</summary>
[Collection(DynamicConformance.Name)]
public sealed class RedirectModulesTests(DynamicServer server)
{
    private const string WithQuery = RelyingParty.Callback + "?foo=bar";

    [Module("oidcc-ensure-redirect-uri-in-authorization-request", "OIDC Core 3.1.2.1", Plan = ConformancePlans.Dynamic)]
    [Fact]
    public async Task Oidcc_ensure_redirect_uri_in_authorization_request() =>
        (await AskAsync(RelyingParty.Callback, null)).ShouldBeAPage(400);

    [Module("oidcc-redirect-uri-query-OK", "RFC 6749 3.1.2", Plan = ConformancePlans.Dynamic)]
    [Fact]
    public async Task Oidcc_redirect_uri_query_OK()
    {
        var rp = await RegisteredAsync(WithQuery);

        var outcome = await DynamicWorld.WalkAsync(rp, ("redirect_uri", WithQuery));

        outcome.Arrival["foo"].ShouldBe("bar");
    }

    [Module("oidcc-redirect-uri-query-mismatch", "OIDC Core 3.1.2.1", Plan = ConformancePlans.Dynamic)]
    [Fact]
    public async Task Oidcc_redirect_uri_query_mismatch() =>
        (await AskAsync(WithQuery, RelyingParty.Callback + "?foo=other")).ShouldBeAPage(400);

    [Module("oidcc-redirect-uri-query-added", "OIDC Core 3.1.2.1", Plan = ConformancePlans.Dynamic)]
    [Fact]
    public async Task Oidcc_redirect_uri_query_added() =>
        (await AskAsync(RelyingParty.Callback, WithQuery)).ShouldBeAPage(400);

    [Module("oidcc-redirect-uri-regfrag", "RFC 6749 3.1.2; OIDC Registration 3.3", Plan = ConformancePlans.Dynamic)]
    [Fact]
    public async Task Oidcc_redirect_uri_regfrag()
    {
        var world = await DynamicWorld.CreateAsync(server);

        var answer = await world.RegisterAsync(new { redirect_uris = new[] { RelyingParty.Callback + "#foobar" } });

        answer.ShouldRefuse(400, "invalid_redirect_uri");
    }

    private async Task<Arrival> AskAsync(string registered, string? asked)
    {
        var rp = await RegisteredAsync(registered);
        return await rp.AskAsync(rp.Request(("redirect_uri", asked)));
    }

    private async Task<RelyingParty> RegisteredAsync(string callback) =>
        await (await DynamicWorld.CreateAsync(server)).RegisteredAsync(new { redirect_uris = new[] { callback } });
}
