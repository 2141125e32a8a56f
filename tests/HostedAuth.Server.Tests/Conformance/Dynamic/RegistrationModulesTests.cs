using System.Text.Json;
using HostedAuth.Server.Tests.Conformance.Driver;

namespace HostedAuth.Server.Tests.Conformance.Dynamic;

/// <summary>What clients say of themselves when they register, and what comes of it.</summary>
[Collection(DynamicConformance.Name)]
public sealed class RegistrationModulesTests(DynamicServer server)
{
    private const string Page = "https://app.example/about";

    [Module(
        "oidcc-discovery-endpoint-verification",
        "OIDC Discovery 3; OIDC Core 15.2",
        Plan = ConformancePlans.Dynamic,
        Result = "passes where `OpenDcrGrantTypes` has implicit")]
    [Fact]
    public async Task Oidcc_discovery_endpoint_verification()
    {
        var world = await DynamicWorld.CreateAsync(server);

        var document = await world.ConfigurationAsync();

        document.GetProperty("issuer").GetString().ShouldBe(world.Issuer);
        document.GetProperty("registration_endpoint").GetString().ShouldNotBeNull().ShouldStartWith(world.Issuer);
        document.GetProperty("id_token_signing_alg_values_supported").ToString().ShouldContain("RS256");
        string[] Texts(string name) => [.. document.GetProperty(name).EnumerateArray().Select(one => one.GetString()!)];
        Texts("response_types_supported").ShouldBeSubsetOf(Flow.Basic.Concat(Flow.Implicit).Concat(Flow.Hybrid).Append("token"));
        new[] { "code", "id_token", "id_token token" }.ShouldBeSubsetOf(Texts("response_types_supported"));
        new[] { "authorization_code", "implicit" }.ShouldBeSubsetOf(Texts("grant_types_supported"));
        Texts("request_object_signing_alg_values_supported").ShouldContain("RS256");
        document.GetProperty("subject_types_supported").ToString().ShouldContain("pairwise");
        document.GetProperty("request_uri_parameter_supported").GetBoolean().ShouldBeTrue();
        document.GetProperty("require_request_uri_registration").GetBoolean().ShouldBeTrue();
    }

    [Module("oidcc-server", "OIDC Core 3.1; OIDC Registration 3", Plan = ConformancePlans.Dynamic)]
    [Fact]
    public async Task Oidcc_server()
    {
        var rp = await (await DynamicWorld.CreateAsync(server)).RegisteredAsync();

        var outcome = await DynamicWorld.WalkAsync(rp, ("scope", RelyingParty.AllScopes));

        var told = await rp.UserInfoAsync(outcome.AccessToken!);
        (told.Text("sub"), told.Text("email")).ShouldBe((outcome.IdToken["sub"], "alice@example.com"));
    }

    [Module(
        "oidcc-registration-logo-uri",
        "OIDC Registration 2",
        Plan = ConformancePlans.Dynamic,
        Result = "kept and told, not shown: the pages load nothing from other sites")]
    [Fact]
    public async Task Oidcc_registration_logo_uri()
    {
        var rp = await (await DynamicWorld.CreateAsync(server)).RegisteredAsync(new { logo_uri = "https://app.example/logo.png" });

        (await ConsentAsync(rp)).Last.Body.ShouldNotContain("logo.png");
    }

    [Module("oidcc-registration-policy-uri", "OIDC Registration 2", Plan = ConformancePlans.Dynamic, Result = "passes: a link where consent is asked")]
    [Fact]
    public async Task Oidcc_registration_policy_uri()
    {
        var rp = await (await DynamicWorld.CreateAsync(server)).RegisteredAsync(new { policy_uri = Page });

        (await ConsentAsync(rp)).Last.Body.ShouldContain($"<a href=\"{Page}\"");
    }

    [Module("oidcc-registration-tos-uri", "OIDC Registration 2", Plan = ConformancePlans.Dynamic, Result = "passes: a link where consent is asked")]
    [Fact]
    public async Task Oidcc_registration_tos_uri()
    {
        var rp = await (await DynamicWorld.CreateAsync(server)).RegisteredAsync(new { tos_uri = Page });

        (await ConsentAsync(rp)).Last.Body.ShouldContain($"<a href=\"{Page}\"");
    }

    [Module("oidcc-registration-jwks-uri", "OIDC Registration 2; OIDC Core 9", Plan = ConformancePlans.Dynamic)]
    [Fact]
    public async Task Oidcc_registration_jwks_uri()
    {
        var world = await DynamicWorld.CreateAsync(server);
        var jwks_uri = server.Publish(SignerKey.Set(DynamicWorld.Key).ToString());
        var rp = await world.RegisteredAsync(new { jwks_uri, token_endpoint_auth_method = "private_key_jwt" });

        var tokens = await world.WalkByKeyAsync(rp, DynamicWorld.Key);

        tokens.Text("access_token").ShouldNotBeNull();
    }

    [Module("oidcc-registration-sector-uri", "OIDC Registration 5; OIDC Core 8.1", Plan = ConformancePlans.Dynamic)]
    [Fact]
    public async Task Oidcc_registration_sector_uri()
    {
        var world = await DynamicWorld.CreateAsync(server);
        var both = JsonSerializer.Serialize((string[])[RelyingParty.Callback, RelyingParty.SecondCallback]);
        var sector_identifier_uri = server.Publish(both);
        var rp = await world.RegisteredAsync(new { sector_identifier_uri, subject_type = "pairwise" });
        var other = await world.RegisteredAsync(new { subject_type = "pairwise" });

        var subject = (await DynamicWorld.WalkAsync(rp)).IdToken["sub"];

        subject.ShouldNotBe((await DynamicWorld.WalkAsync(other)).IdToken["sub"]);
    }

    [Module("oidcc-registration-sector-bad", "OIDC Registration 5", Plan = ConformancePlans.Dynamic)]
    [Fact]
    public async Task Oidcc_registration_sector_bad()
    {
        var world = await DynamicWorld.CreateAsync(server);
        var sector_identifier_uri = server.Publish(JsonSerializer.Serialize((string[])[RelyingParty.SecondCallback]));

        (await world.RegisterAsync(new { sector_identifier_uri, subject_type = "pairwise" })).ShouldRefuse(400, "invalid_client_metadata");

        server.Site.Calls.ShouldContain(call => call.Line.Contains(new Uri(sector_identifier_uri).AbsolutePath));
    }

    /// <summary>The page that asks Alice whether the client may, which she lets pass.</summary>
    private static async Task<Arrival> ConsentAsync(RelyingParty rp)
    {
        var request = rp.Request();
        (await rp.AskAsync(request)).ShouldAskToSignIn();
        var page = (await rp.Browser.SignInAsync()).ShouldBeAPage();
        await rp.TakeAsync(request, await rp.Browser.SubmitAsync(("answer", "allow")));
        return page;
    }
}
