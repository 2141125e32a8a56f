using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using HostedAuth.Server.Tests.Conformance.Driver;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Conformance.Core;

/// <summary>Requests to a wrong address, and requests inside an object, unsigned and signed.</summary>
[Collection(ConformanceServer.Name)]
public sealed class RequestModulesTests(HostedAuthServer server)
{
    [Module("oidcc-ensure-registered-redirect-uri", "OIDC Core 3.1.2.1; RFC 6749 4.1.2.1")]
    [Theory, EachFlow]
    public async Task Oidcc_ensure_registered_redirect_uri(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);

        var arrival = await rp.AskAsync(rp.Request(("redirect_uri", $"{RelyingParty.Callback}/unregistered")));

        arrival.ShouldBeAPage(400);
    }

    [Module(
        "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported",
        "OIDC Core 3.1.2.6, 6.1",
        Result = "passes: refused as unsupported")]
    [Theory, EachFlow]
    public async Task Oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);
        var request = rp.Request();

        var arrival = await rp.AskAsync(rp.Request(("request", Unsigned(request)), ("state", request["state"])));

        arrival.ShouldTellTheClient("request_not_supported", "invalid_request_object");
    }

    [Module(
        "oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported",
        "OIDC Core 3.1.2.6, 6.2",
        Result = "passes: refused as unsupported")]
    [Theory, EachFlow]
    public async Task Oidcc_request_uri_unsigned_supported_correctly_or_rejected_as_unsupported(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);

        var arrival = await rp.AskAsync(rp.Request(("request_uri", "https://app.example/request.jwt")));

        arrival.ShouldTellTheClient("request_uri_not_supported", "invalid_request_uri");
    }

    [Module(
        "oidcc-ensure-request-object-with-redirect-uri",
        "OIDC Core 6.1",
        Result = "passes, signed: the suite, which sends it unsigned, skips it")]
    [Theory, EachFlow]
    public async Task Oidcc_ensure_request_object_with_redirect_uri(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow, metadata: new() { Jwks = SignerKey.Set(FapiClient.Rsa) });
        var inside = rp.Request(("redirect_uri", RelyingParty.SecondCallback));

        var page = await rp.AskAsync(rp.Request(
            ("request", Signed(rp, inside)), ("redirect_uri", $"{RelyingParty.Callback}/unregistered")));

        page.ShouldAskToSignIn();
        var arrival = await rp.Browser.SignInAsync();
        (arrival.Last.Location ?? arrival.Last.Body).ShouldContain(RelyingParty.SecondCallback);
        await rp.TakeAsync(inside, arrival);
    }

    private string Signed(RelyingParty rp, Dictionary<string, string> request)
    {
        var claims = JsonSerializer.SerializeToNode(request)!.AsObject();
        claims["iss"] = rp.App.Client.Id;
        claims["aud"] = rp.App.Issuer;
        claims["exp"] = server.Clock.GetUtcNow().ToUnixTimeSeconds() + 300;
        return FapiClient.Rsa.Sign("RS256", claims);
    }

    private static string Unsigned(Dictionary<string, string> claims) =>
        $"{Encode("""{"alg":"none"}""")}.{Encode(JsonSerializer.Serialize(claims))}.";

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
