using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Conformance.Driver;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Conformance.Fapi2;

/// <summary>What must succeed under the FAPI 2.0 Security Profile, with private_key_jwt, pushed requests and DPoP.</summary>
[Collection(ConformanceServer.Name)]
public sealed class FapiHappyModulesTests(HostedAuthServer server)
{
    private const string Prefix = ConformancePlans.Fapi2Prefix;

    [Module(Prefix + "discovery-end-point-verification", "FAPI2 SP 5.3.2.1, 5.4; RFC 9126 5; RFC 9449 5.1; RFC 9207 3")]
    [Fact]
    public async Task Discovery_end_point_verification()
    {
        var client = await FapiClient.CreateAsync(server);

        var document = await client.Rp.ConfigurationAsync();

        string[] Texts(string name) => [.. document.GetProperty(name).EnumerateArray().Select(one => one.GetString()!)];
        document.GetProperty("pushed_authorization_request_endpoint").GetString().ShouldBe($"{client.App.Issuer}/oauth2/par");
        document.GetProperty("authorization_response_iss_parameter_supported").GetBoolean().ShouldBeTrue();
        Texts("token_endpoint_auth_methods_supported").ShouldContain("private_key_jwt");
        Texts("token_endpoint_auth_signing_alg_values_supported").ShouldContain("PS256");
        Texts("token_endpoint_auth_signing_alg_values_supported").ShouldContain("ES256");
        Texts("dpop_signing_alg_values_supported").ShouldContain("ES256");
        Texts("dpop_signing_alg_values_supported").ShouldAllBe(name => name.StartsWith("PS", StringComparison.Ordinal) || name.StartsWith("ES", StringComparison.Ordinal));
        Texts("id_token_signing_alg_values_supported").ShouldContain("PS256");
        Texts("response_types_supported").ShouldContain("code");
        Texts("code_challenge_methods_supported").ShouldBe(["S256"]);
        Texts("scopes_supported").ShouldContain("openid");
    }

    [Module(Prefix + "happy-flow", "FAPI2 SP 5.3.2, 5.3.3")]
    [Fact]
    public async Task Happy_flow()
    {
        var client = await FapiClient.CreateAsync(server);
        var request = client.Request();

        var arrival = await client.AuthorizeAsync(request);
        var tokens = await client.ExchangeAsync(arrival["code"]!);

        (arrival["state"], arrival["iss"]).ShouldBe((request["state"], client.App.Issuer));
        tokens.Status.ShouldBe(200, tokens.Body);
        tokens.Text("token_type").ShouldBe("DPoP");
        tokens.Header("Cache-Control").ShouldBe("no-store");
        var idToken = await client.Rp.CheckIdTokenAsync(tokens.Text("id_token")!, request["nonce"], "PS256");
        var info = await client.UserInfoAsync(tokens.Text("access_token")!);
        info.Status.ShouldBe(200, info.Body);
        info.Text("sub").ShouldBe(idToken["sub"]);
    }

    [Module(Prefix + "ensure-authorization-request-without-state-success", "RFC 6749 4.1.1")]
    [Fact]
    public async Task Ensure_authorization_request_without_state_success()
    {
        var client = await FapiClient.CreateAsync(server);

        var arrival = await client.AuthorizeAsync(client.Request(("state", null)));

        arrival["code"].ShouldNotBeNull();
        arrival["state"].ShouldBeNull();
    }

    [Module(Prefix + "ensure-authorization-request-without-nonce-success", "OIDC Core 3.1.2.1")]
    [Fact]
    public async Task Ensure_authorization_request_without_nonce_success()
    {
        var client = await FapiClient.CreateAsync(server);

        var tokens = await client.TokensAsync(("nonce", null));

        Jwt.Parse(tokens.Text("id_token")!)["nonce"].ShouldBeNull();
    }

    [Module(Prefix + "ensure-authorization-request-with-64-char-nonce-success", "FAPI2 SP 5.3.2.2")]
    [Fact]
    public Task Ensure_authorization_request_with_64_char_nonce_success() => ShouldKeepTheNonceAsync(64);

    [Module(Prefix + "ensure-authorization-request-with-long-nonce", "FAPI2 SP 5.3.2.2; OIDC Core 3.1.2.1")]
    [Fact]
    public Task Ensure_authorization_request_with_long_nonce() => ShouldKeepTheNonceAsync(384);

    [Module(Prefix + "ensure-authorization-request-with-long-state", "RFC 6749 4.1.2")]
    [Fact]
    public async Task Ensure_authorization_request_with_long_state()
    {
        var client = await FapiClient.CreateAsync(server);
        var state = new string('s', 1000);

        var arrival = await client.AuthorizeAsync(client.Request(("state", state)));

        arrival["code"].ShouldNotBeNull();
        arrival["state"].ShouldBe(state);
    }

    [Module(Prefix + "ensure-other-scope-order-succeeds", "RFC 6749 3.3")]
    [Fact]
    public async Task Ensure_other_scope_order_succeeds()
    {
        var client = await FapiClient.CreateAsync(server);

        var tokens = await client.TokensAsync(("scope", "profile phone email openid"));

        tokens.Text("scope")!.Split(' ').Order().ShouldBe(["email", "openid", "phone", "profile"]);
    }

    [Module(Prefix + "access-token-type-header-case-sensitivity", "RFC 9110 11.1; RFC 9449 7.1")]
    [Theory]
    [InlineData("dpop")]
    [InlineData("DPOP")]
    [InlineData("dPoP")]
    public async Task Access_token_type_header_case_sensitivity(string scheme)
    {
        var client = await FapiClient.CreateAsync(server);
        var token = (await client.TokensAsync()).Text("access_token")!;

        var answer = await client.UserInfoAsync(token, scheme: scheme);

        answer.Status.ShouldBe(200, answer.Body);
    }

    [Module(Prefix + "refresh-token", "RFC 6749 6, 10.4; FAPI2 SP 5.3.2.1; OIDC Core 12.2")]
    [Fact]
    public async Task Refresh_token()
    {
        var client = await FapiClient.CreateAsync(server);
        var other = await client.AndAnotherAsync();
        var first = await client.TokensAsync();
        var token = first.Text("refresh_token").ShouldNotBeNull();
        client.Rp.Wait(5);

        var stranger = await other.RefreshAsync(token);
        var nobody = await client.RefreshAsync(token, assertion: "");
        var unproven = await client.RefreshAsync(token, proof: "");
        var second = await client.RefreshAsync(token);
        var again = await client.RefreshAsync(token);

        stranger.ShouldRefuse(400, "invalid_grant");
        nobody.ShouldRefuse(401, "invalid_client");
        unproven.ShouldRefuse(400, "invalid_dpop_proof");
        second.Status.ShouldBe(200, second.Body);
        again.Status.ShouldBe(200, "The profile has no rotation (section 5.3.2.1).");
        (second.Text("refresh_token") ?? token).ShouldBe(token);
        second.Text("access_token").ShouldNotBe(first.Text("access_token"));
        (await client.UserInfoAsync(second.Text("access_token")!)).Status.ShouldBe(200);
    }

    [Module(Prefix + "test-claims-parameter-identity-claims", "OIDC Core 5.1, 5.5")]
    [Fact]
    public async Task Test_claims_parameter_identity_claims()
    {
        var client = await FapiClient.CreateAsync(server);
        var supported = (await client.Rp.ConfigurationAsync()).GetProperty("claims_supported").EnumerateArray()
            .Select(one => one.GetString()!).Intersect(StandardClaims.Names).ToList();
        supported.Count.ShouldBeGreaterThan(15);
        var asked = new JsonObject { ["sub"] = null, ["unknown"] = new JsonObject { ["essential"] = true } };
        foreach (var (index, claim) in supported.Index())
        {
            asked[claim] = (index % 3) switch
            {
                0 => null,
                1 => new JsonObject { ["essential"] = true },
                _ => new JsonObject { ["essential"] = false },
            };
        }

        var tokens = await client.TokensAsync(("claims", new JsonObject
        {
            ["id_token"] = asked.DeepClone(),
            ["userinfo"] = asked.DeepClone(),
            ["elsewhere"] = new JsonObject { ["unknown"] = null },
        }.ToJsonString()));

        var info = await client.UserInfoAsync(tokens.Text("access_token")!);
        foreach (var told in (JsonElement[])[Jwt.Parse(tokens.Text("id_token")!).Claims, info.Json])
        {
            supported.Where(claim => !told.TryGetProperty(claim, out _)).ShouldBeEmpty();
            told.TryGetProperty("unknown", out _).ShouldBeFalse();
            StandardClaims.ShouldBeWellFormed(told);
        }
    }

    private async Task ShouldKeepTheNonceAsync(int length)
    {
        var client = await FapiClient.CreateAsync(server);
        var nonce = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26))));

        var tokens = await client.TokensAsync(("nonce", nonce));

        Jwt.Parse(tokens.Text("id_token")!)["nonce"].ShouldBe(nonce);
    }
}
