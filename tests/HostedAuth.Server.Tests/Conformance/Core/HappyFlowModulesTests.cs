using HostedAuth.Server.Tests.Conformance.Driver;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Conformance.Core;

/// <summary>Requests that must succeed, and what a client then holds.</summary>
[Collection(ConformanceServer.Name)]
public sealed class HappyFlowModulesTests(HostedAuthServer server)
{
    [Module("oidcc-server", "OIDC Core 3.1.2.5, 3.2.2.5, 3.3.2.5")]
    [Theory, EachFlow]
    public async Task Oidcc_server(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);

        var outcome = await rp.SignInAsync(("scope", RelyingParty.AllScopes));

        outcome.IdToken["sub"].ShouldNotBeNullOrEmpty();
    }

    [Module("oidcc-idtoken-signature", "OIDC Core 2, 15.1")]
    [Theory, EachFlow]
    public async Task Oidcc_idtoken_signature(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);

        var outcome = await rp.SignInAsync();

        outcome.IdToken.Algorithm.ShouldBe("RS256");
        (outcome.FrontIdToken ?? outcome.IdToken).Algorithm.ShouldBe("RS256");
    }

    [Module("oidcc-idtoken-unsigned", "OIDC Core 3.1.3.7", Result = "skipped by the suite: no ID token goes unsigned, and discovery does not offer it")]
    [Theory, EachFlow]
    public async Task Oidcc_idtoken_unsigned(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);

        var offered = (await rp.ConfigurationAsync()).GetProperty("id_token_signing_alg_values_supported");

        offered.EnumerateArray().Select(one => one.GetString()).ShouldNotContain("none");
    }

    [Module("oidcc-alternate-happy-flow", "RFC 6749 3.3")]
    [Theory, EachFlow]
    public async Task Oidcc_alternate_happy_flow(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);
        var request = rp.Request(("scope", string.Join(' ', RelyingParty.AllScopes.Split(' ').Reverse())))
            .Reverse().ToDictionary();

        (await rp.AskAsync(request)).ShouldAskToSignIn();
        var outcome = await rp.TakeAsync(request, await rp.Browser.SignInAsync());

        outcome.IdToken["sub"].ShouldNotBeNullOrEmpty();
    }

    [Module("oidcc-response-type-missing", "OIDC Core 3.1.2.6; RFC 6749 4.1.2.1")]
    [Theory, EachFlow]
    public async Task Oidcc_response_type_missing(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);

        var request = rp.Request(("response_type", null));

        var arrival = await rp.AskAsync(request);

        arrival.ShouldTellTheClient("unsupported_response_type", "invalid_request");
        arrival.Mode.ShouldBe(rp.Flow.ResponseMode ?? "query");
        arrival["state"].ShouldBe(request["state"]);
    }

    [Module("oidcc-ensure-request-without-nonce-succeeds-for-code-flow", "OIDC Core 3.1.2.1")]
    [Theory, EachFlow("code", Without = "id_token")]
    public async Task Oidcc_ensure_request_without_nonce_succeeds_for_code_flow(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);

        var outcome = await rp.SignInAsync(("nonce", null));

        outcome.IdToken["nonce"].ShouldBeNull();
    }

    [Module("oidcc-ensure-request-without-nonce-fails", "OIDC Core 3.2.2.1, 3.3.2.11")]
    [Theory, EachFlow("id_token")]
    public async Task Oidcc_ensure_request_without_nonce_fails(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);

        var request = rp.Request(("nonce", null));

        var arrival = await rp.AskAsync(request);

        arrival.ShouldTellTheClient("invalid_request");
        arrival.Mode.ShouldBe(rp.Flow.Mode);
        arrival["state"].ShouldBe(request["state"]);
    }

    [Module("oidcc-ensure-request-with-unknown-parameter-succeeds", "RFC 6749 3.1")]
    [Theory, EachFlow]
    public async Task Oidcc_ensure_request_with_unknown_parameter_succeeds(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);

        var outcome = await rp.SignInAsync(("extra", "foobar"));

        outcome.Arrival["extra"].ShouldBeNull();
    }

    [Module("oidcc-ensure-post-request-succeeds", "OIDC Core 3.1.2.1")]
    [Theory, EachFlow]
    public async Task Oidcc_ensure_post_request_succeeds(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);
        var request = rp.Request();

        var page = await rp.Browser.PostAsync(
            $"{rp.App.Issuer}/oauth2/authorize",
            TestApp.Encode([.. request.Select(pair => (pair.Key, (string?)pair.Value))]));

        page.ShouldAskToSignIn();
        (await rp.TakeAsync(request, await rp.Browser.SignInAsync())).IdToken["sub"].ShouldNotBeNullOrEmpty();
    }

    [Module("oidcc-server-client-secret-post", "OIDC Core 9; RFC 6749 2.3.1")]
    [Theory, EachFlow("code")]
    public async Task Oidcc_server_client_secret_post(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);
        var request = rp.Request();
        await rp.AskAsync(request);
        var code = (await rp.Browser.SignInAsync())["code"];

        var answer = await rp.App.ExchangeAsync(code!, ("code_verifier", null));

        answer.Status.ShouldBe(200, answer.Body);
        await rp.CheckIdTokenAsync(answer.Text("id_token")!, request["nonce"]);
    }

    [Module("oidcc-ensure-request-with-valid-pkce-succeeds", "RFC 7636 4.3, 4.6")]
    [Theory, EachFlow("code")]
    public async Task Oidcc_ensure_request_with_valid_pkce_succeeds(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);
        var request = rp.Request(("code_challenge", TestApp.Challenge), ("code_challenge_method", "S256"));
        await rp.AskAsync(request);
        var arrival = await rp.Browser.SignInAsync();

        var answer = await rp.ExchangeAsync(arrival["code"]!, request, ("code_verifier", TestApp.Verifier));

        answer.Status.ShouldBe(200, answer.Body);
        await rp.CheckIdTokenAsync(answer.Text("id_token")!, request["nonce"]);
    }
}
