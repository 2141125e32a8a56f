using HostedAuth.Server.Tests.Conformance.Driver;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Conformance.Fapi2;

/// <summary>Requests that are pushed, and what stands beside them in the browser's address.</summary>
[Collection(ConformanceServer.Name)]
public sealed class FapiRequestModulesTests(HostedAuthServer server)
{
    private const string Prefix = ConformancePlans.Fapi2Prefix;

    [Module(Prefix + "ensure-different-nonce-inside-and-outside-request-object", "RFC 9101 6.3")]
    [Fact]
    public async Task Ensure_different_nonce_inside_and_outside_request_object()
    {
        var client = await FapiClient.CreateAsync(server);
        var request = client.Request();

        var arrival = await OpenAsync(client, request, "&nonce=outside");

        var tokens = await client.ExchangeAsync(arrival["code"].ShouldNotBeNull(arrival["error"]));
        Jwt.Parse(tokens.Text("id_token")!)["nonce"].ShouldBe(request["nonce"]);
    }

    [Module(Prefix + "ensure-different-state-inside-and-outside-request-object", "RFC 9101 6.3")]
    [Fact]
    public async Task Ensure_different_state_inside_and_outside_request_object()
    {
        var client = await FapiClient.CreateAsync(server);
        var request = client.Request();

        var arrival = await OpenAsync(client, request, "&state=outside");

        arrival["code"].ShouldNotBeNull(arrival["error"]);
        arrival["state"].ShouldBe(request["state"]);
    }

    [Module(Prefix + "state-only-outside-request-object-not-used", "RFC 9101 6.3")]
    [Fact]
    public async Task State_only_outside_request_object_not_used()
    {
        var client = await FapiClient.CreateAsync(server);

        var arrival = await OpenAsync(client, client.Request(("state", null)), "&state=outside");

        arrival["code"].ShouldNotBeNull(arrival["error"]);
        arrival["state"].ShouldBeNull();
    }

    [Module(Prefix + "ensure-request-object-without-redirect-uri-fails", "FAPI2 SP 5.3.2.2; OIDC Core 3.1.2.1")]
    [Fact]
    public Task Ensure_request_object_without_redirect_uri_fails() => ShouldNotBePushedAsync(("redirect_uri", null));

    [Module(Prefix + "ensure-redirect-uri-in-authorization-request", "FAPI2 SP 5.3.2.2; OIDC Core 3.1.2.1")]
    [Fact]
    public Task Ensure_redirect_uri_in_authorization_request() => ShouldNotBePushedAsync(("redirect_uri", null));

    [Module(Prefix + "ensure-registered-redirect-uri", "RFC 9126 2.4")]
    [Fact]
    public Task Ensure_registered_redirect_uri() => ShouldNotBePushedAsync(("redirect_uri", $"{RelyingParty.Callback}/unregistered"));

    [Module(Prefix + "plain-fapi-tolerate-unregistered-redirect-uri", "RFC 9126 2.4", Result = "passes: refused")]
    [Fact]
    public Task Plain_fapi_tolerate_unregistered_redirect_uri() =>
        ShouldNotBePushedAsync(("redirect_uri", $"{RelyingParty.Callback}?unregistered"));

    [Module(Prefix + "ensure-response-type-code-idtoken-fails", "FAPI2 SP 5.3.2.2")]
    [Fact]
    public Task Ensure_response_type_code_idtoken_fails() => ShouldNotBePushedAsync(("response_type", "code id_token"));

    [Module(Prefix + "ensure-response-type-token-fails", "FAPI2 SP 5.3.2.2")]
    [Fact]
    public Task Ensure_response_type_token_fails() => ShouldNotBePushedAsync(("response_type", "token"));

    [Module(Prefix + "ensure-unsigned-authorization-request-without-using-par-fails", "FAPI2 SP 5.3.2.2; RFC 9126 5")]
    [Fact]
    public async Task Ensure_unsigned_authorization_request_without_using_par_fails()
    {
        var client = await FapiClient.CreateAsync(server);

        var arrival = await client.Rp.AskAsync(client.Request());

        arrival.ShouldTellTheClient("invalid_request");
    }

    [Module(Prefix + "user-rejects-authentication", "OIDC Core 3.1.2.6")]
    [Fact]
    public async Task User_rejects_authentication()
    {
        var client = await FapiClient.CreateAsync(server, metadata => metadata with { RequireConsent = true });
        var pushed = await client.PushAsync(client.Request(("prompt", "consent")));
        await client.OpenAsync(pushed.Text("request_uri")!);
        await client.Browser.SignInAsync();

        var arrival = await client.Browser.SubmitAsync(("answer", "deny"));

        arrival.ShouldTellTheClient("access_denied");
    }

    private static async Task<Arrival> OpenAsync(FapiClient client, Dictionary<string, string> request, string extra)
    {
        var pushed = await client.PushAsync(request);
        (await client.OpenAsync(pushed.Text("request_uri")!, extra)).ShouldAskToSignIn();
        return await client.Browser.SignInAsync();
    }

    private async Task ShouldNotBePushedAsync(params (string Name, string? Value)[] changes)
    {
        var client = await FapiClient.CreateAsync(server);

        var answer = await client.PushAsync(client.Request(changes));

        answer.Status.ShouldBe(400, answer.Body);
        answer.Text("error").ShouldBeOneOf(
            "invalid_request", "invalid_redirect_uri", "unsupported_response_type", "unauthorized_client");
        answer.Text("request_uri").ShouldBeNull();
    }
}
