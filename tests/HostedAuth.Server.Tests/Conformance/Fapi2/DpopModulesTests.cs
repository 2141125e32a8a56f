using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Conformance.Driver;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Conformance.Fapi2;

/// <summary>Tokens bound to a key, and proofs that prove nothing (RFC 9449).</summary>
[Collection(ConformanceServer.Name)]
public sealed class DpopModulesTests(HostedAuthServer server)
{
    private const string Prefix = ConformancePlans.Fapi2Prefix;

    [Module(Prefix + "check-dpop-proof-nbf-exp", "RFC 9449 4.3; RFC 7519 4.1.4, 4.1.5")]
    [Fact]
    public Task Check_dpop_proof_nbf_exp() => ShouldTakeProofsAsync((claims, now) =>
    {
        claims["nbf"] = now;
        claims["exp"] = now + 300;
    });

    [Module(Prefix + "ensure-dpopproof-with-iat-10seconds-before-succeeds", "FAPI2 SP 5.3.2.1; RFC 9449 11.1")]
    [Fact]
    public Task Ensure_dpopproof_with_iat_10seconds_before_succeeds() => ShouldTakeProofsAsync((claims, now) => claims["iat"] = now - 10);

    [Module(Prefix + "ensure-dpopproof-with-iat-10seconds-after-succeeds", "FAPI2 SP 5.3.2.1; RFC 9449 11.1")]
    [Fact]
    public Task Ensure_dpopproof_with_iat_10seconds_after_succeeds() => ShouldTakeProofsAsync((claims, now) => claims["iat"] = now + 10);

    [Module(Prefix + "ensure-mismatched-dpop-jkt-fails", "RFC 9449 10.1")]
    [Fact]
    public async Task Ensure_mismatched_dpop_jkt_fails()
    {
        var client = await FapiClient.CreateAsync(server);
        var request = client.Request(("dpop_jkt", SignerKey.Ec().Thumbprint));

        var answer = await client.PushAsync(request, proof: client.Proof("POST", "/oauth2/par"));

        answer.Status.ShouldBe(400, answer.Body);
        answer.Text("error").ShouldBeOneOf("invalid_request", "invalid_dpop_proof");
    }

    [Module(Prefix + "ensure-token-endpoint-fails-with-mismatched-dpop-proof-jkt", "RFC 9449 10.1")]
    [Fact]
    public async Task Ensure_token_endpoint_fails_with_mismatched_dpop_proof_jkt()
    {
        var client = await FapiClient.CreateAsync(server);
        var arrival = await client.AuthorizeAsync(client.Request(), client.Proof("POST", "/oauth2/par"));

        var answer = await client.ExchangeAsync(
            arrival["code"]!, proof: client.Proof("POST", "/oauth2/token", key: SignerKey.Ec()));

        ShouldBeRefused(answer);
    }

    [Module(Prefix + "ensure-token-endpoint-fails-with-mismatched-dpop-jkt", "RFC 9449 10")]
    [Fact]
    public async Task Ensure_token_endpoint_fails_with_mismatched_dpop_jkt()
    {
        var client = await FapiClient.CreateAsync(server);
        var code = await client.CodeAsync(("dpop_jkt", SignerKey.Ec().Thumbprint));

        ShouldBeRefused(await client.ExchangeAsync(code));
    }

    [Module(Prefix + "ensure-dpopproof-at-par-endpoint-binding-success", "RFC 9449 10.1")]
    [Fact]
    public async Task Ensure_dpopproof_at_par_endpoint_binding_success()
    {
        var client = await FapiClient.CreateAsync(server);
        var arrival = await client.AuthorizeAsync(client.Request(), client.Proof("POST", "/oauth2/par"));

        (await client.ExchangeAsync(arrival["code"]!)).Status.ShouldBe(200);
    }

    [Module(Prefix + "ensure-dpop-auth-code-binding-success", "RFC 9449 10")]
    [Fact]
    public async Task Ensure_dpop_auth_code_binding_success()
    {
        var client = await FapiClient.CreateAsync(server);
        var request = client.Request(("dpop_jkt", client.ProofKey.Thumbprint));
        var arrival = await client.AuthorizeAsync(request, client.Proof("POST", "/oauth2/par"));

        (await client.ExchangeAsync(arrival["code"]!)).Status.ShouldBe(200);
    }

    [Module(Prefix + "ensure-holder-of-key-required", "FAPI2 SP 5.2, 5.3.2.1", Result = "passes; versions and ciphers of TLS: `TlsTests`")]
    [Fact]
    public async Task Ensure_holder_of_key_required()
    {
        var client = await FapiClient.CreateAsync(server);

        ShouldBeRefused(await client.ExchangeAsync(await client.CodeAsync(), proof: ""));
    }

    [Module(Prefix + "dpop-negative-tests", "RFC 9449 4.3, 7.1, 11.1")]
    [Fact]
    public async Task Dpop_negative_tests()
    {
        var client = await FapiClient.CreateAsync(server);
        var token = (await client.TokensAsync()).Text("access_token")!;
        (await client.UserInfoAsync(token)).Status.ShouldBe(200);
        var replayed = Proof(client, token);
        (await client.UserInfoAsync(token, replayed)).Status.ShouldBe(200);

        foreach (var (name, proof) in (IEnumerable<(string, string)>)[.. BentProofs(client, token), ("replayed", replayed)])
        {
            var answer = await client.UserInfoAsync(token, proof);

            answer.Status.ShouldBe(401, name);
            answer.Header("WWW-Authenticate").ShouldNotBeNull(name).ShouldContain("DPoP");
        }

        (await client.UserInfoAsync(token, proof: "")).Status.ShouldBe(401);
        (await client.UserInfoAsync(token, proof: "", scheme: "Bearer")).Status.ShouldBe(401);
        (await client.UserInfoAsync(token, scheme: "Bearer")).Status.ShouldBe(401);
    }

    private static IEnumerable<(string Name, string Proof)> BentProofs(FapiClient client, string token)
    {
        var now = client.Now;
        foreach (var claim in (string[])["htm", "htu", "iat", "jti", "ath"])
        {
            yield return ($"without {claim}", Proof(client, token, claims => claims.Remove(claim)));
        }

        yield return ("other method", Proof(client, token, claims => claims["htm"] = "POST"));
        yield return ("other address", Proof(client, token, claims => claims["htu"] = $"{client.App.Issuer}/oauth2/token"));
        yield return ("other host", Proof(client, token, claims => claims["htu"] = "https://evil.example/oauth2/userInfo"));
        yield return ("old", Proof(client, token, claims => claims["iat"] = now - 3600));
        yield return ("of the future", Proof(client, token, claims => claims["iat"] = now + 3600));
        yield return ("time as text", Proof(client, token, claims => claims["iat"] = $"{now}"));
        yield return ("other token", Proof(client, token, claims => claims["ath"] = "AAAA"));
        yield return ("other key", client.Proof("GET", "/oauth2/userInfo", token, key: SignerKey.Ec()));
        yield return ("other type", Proof(client, token, null, ("typ", "JWT")));
        yield return ("no type", Proof(client, token, null, ("typ", null)));
        yield return ("no key", Proof(client, token, null, ("jwk", null)));
        yield return ("another's key", Proof(client, token, null, ("jwk", SignerKey.Ec().Jwk)));
        yield return ("private key", Proof(client, token, null, ("jwk", WithPrivate(client.ProofKey.Jwk))));
        yield return ("alg none", Proof(client, token, null, ("alg", "none")));
        yield return ("alg HS256", Proof(client, token, null, ("alg", "HS256")));
        yield return ("bent signature", $"{Proof(client, token)[..^4]}AAAA");
        yield return ("no JWT", "x");
    }

    private static string Proof(
        FapiClient client,
        string token,
        Action<JsonObject>? change = null,
        params (string Name, JsonNode? Value)[] header) =>
        client.Proof("GET", "/oauth2/userInfo", token, change, key: null, header);

    private static JsonObject WithPrivate(JsonObject jwk)
    {
        jwk["d"] = jwk["x"]!.DeepClone();
        return jwk;
    }

    private async Task ShouldTakeProofsAsync(Action<JsonObject, long> change)
    {
        var client = await FapiClient.CreateAsync(server);
        void Shift(JsonObject claims) => change(claims, client.Now);
        var arrival = await client.AuthorizeAsync(client.Request(), client.Proof("POST", "/oauth2/par", change: Shift));

        var tokens = await client.ExchangeAsync(arrival["code"]!, proof: client.Proof("POST", "/oauth2/token", change: Shift));

        tokens.Status.ShouldBe(200, tokens.Body);
        var access = tokens.Text("access_token")!;
        (await client.UserInfoAsync(access, Proof(client, access, Shift))).Status.ShouldBe(200);
    }

    private static void ShouldBeRefused(Answer answer)
    {
        answer.Status.ShouldBe(400, answer.Body);
        answer.Text("error").ShouldBeOneOf("invalid_grant", "invalid_request", "invalid_dpop_proof");
        answer.Text("access_token").ShouldBeNull();
    }
}
