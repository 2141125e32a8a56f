using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using HostedAuth.Server.Tests.Conformance.Driver;

namespace HostedAuth.Server.Tests.Conformance.Dynamic;

/// <summary>Requests inside an object, which must be signed (OIDC Core, section 6; RFC 9101).</summary>
[Collection(DynamicConformance.Name)]
public sealed class RequestObjectModulesTests(DynamicServer server)
{
    [Module(
        "oidcc-request-uri-unsigned",
        "OIDC Core 6.2; RFC 9101 10.5",
        Plan = ConformancePlans.Dynamic,
        Result = "refused by design: anybody could have written an unsigned request, so none is offered or taken")]
    [Fact]
    public async Task Oidcc_request_uri_unsigned()
    {
        var world = await DynamicWorld.CreateAsync(server);
        var address = server.Publish("");
        var rp = await world.RegisteredAsync(new { request_uris = new[] { address } });
        var request = rp.Request();
        server.Publish($"{Encode("""{"alg":"none"}""")}.{Encode(JsonSerializer.Serialize(request))}.", address);

        var registered = await world.RegisterAsync(new { request_object_signing_alg = "none" });
        var arrival = await rp.AskAsync(rp.Request(("request_uri", address)));

        registered.ShouldRefuse(400, "invalid_client_metadata");
        arrival.ShouldBeAPage(400).Last.Body.ShouldContain("invalid_request_object");
        (await world.ConfigurationAsync()).GetProperty("request_object_signing_alg_values_supported").ToString().ShouldNotContain("none");
    }

    [Module("oidcc-request-uri-signed-rs256", "OIDC Core 6.2; RFC 9101 5.2", Plan = ConformancePlans.Dynamic)]
    [Fact]
    public async Task Oidcc_request_uri_signed_rs256()
    {
        var world = await DynamicWorld.CreateAsync(server);
        var address = server.Publish("");
        var rp = await world.RegisteredAsync(new
        {
            request_uris = new[] { address },
            request_object_signing_alg = "RS256",
            jwks = SignerKey.Set(DynamicWorld.Key),
        });
        var inside = rp.Request();
        server.Publish(world.Signed(rp, inside), address);

        (await rp.AskAsync(rp.Request(("request_uri", address), ("state", null), ("nonce", null)))).ShouldAskToSignIn();

        await rp.TakeAsync(inside, await DynamicWorld.SignInAsync(rp));
    }

    [Module("oidcc-ensure-request-object-with-redirect-uri", "OIDC Core 6.1", Plan = ConformancePlans.Dynamic)]
    [Fact]
    public async Task Oidcc_ensure_request_object_with_redirect_uri()
    {
        var world = await DynamicWorld.CreateAsync(server);
        var rp = await world.RegisteredAsync(new
        {
            redirect_uris = new[] { RelyingParty.Callback, RelyingParty.SecondCallback },
            jwks = SignerKey.Set(DynamicWorld.Key),
        });
        var inside = rp.Request(("redirect_uri", RelyingParty.SecondCallback));

        (await rp.AskAsync(rp.Request(
            ("request", world.Signed(rp, inside)), ("redirect_uri", $"{RelyingParty.Callback}/unregistered")))).ShouldAskToSignIn();
        var arrival = await DynamicWorld.SignInAsync(rp);

        arrival.Last.Location.ShouldNotBeNull().ShouldStartWith(RelyingParty.SecondCallback);
        await rp.TakeAsync(inside, arrival);
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
