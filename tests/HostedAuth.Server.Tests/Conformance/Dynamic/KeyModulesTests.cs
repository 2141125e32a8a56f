using System.Text.Json;
using HostedAuth.Core.Tokens.Keys;
using HostedAuth.Server.Tests.Conformance.Driver;

namespace HostedAuth.Server.Tests.Conformance.Dynamic;

/// <summary>What is signed by whom, and what becomes of it when keys change.</summary>
[Collection(DynamicConformance.Name)]
public sealed class KeyModulesTests(DynamicServer server)
{
    [Module("oidcc-idtoken-rs256", "OIDC Core 15.1; OIDC Registration 2", Plan = ConformancePlans.Dynamic)]
    [Fact]
    public async Task Oidcc_idtoken_rs256()
    {
        var rp = await RegisteredAsync(new { id_token_signed_response_alg = "RS256" });

        (await DynamicWorld.WalkAsync(rp)).IdToken.Algorithm.ShouldBe("RS256");
    }

    [Module(
        "oidcc-idtoken-unsigned",
        "OIDC Core 3.1.3.7",
        Plan = ConformancePlans.Dynamic,
        Result = "skipped by the suite: no ID token goes unsigned, discovery does not offer it, and registration refuses it")]
    [Fact]
    public async Task Oidcc_idtoken_unsigned()
    {
        var world = await DynamicWorld.CreateAsync(server);

        var answer = await world.RegisterAsync(new { id_token_signed_response_alg = "none" });

        answer.ShouldRefuse(400, "invalid_client_metadata");
        (await world.ConfigurationAsync()).GetProperty("id_token_signing_alg_values_supported").ToString().ShouldNotContain("none");
    }

    [Module("oidcc-userinfo-rs256", "OIDC Core 5.3.2", Plan = ConformancePlans.Dynamic)]
    [Fact]
    public async Task Oidcc_userinfo_rs256()
    {
        var world = await DynamicWorld.CreateAsync(server);
        var rp = await world.RegisteredAsync(new { userinfo_signed_response_alg = "RS256" });
        var outcome = await DynamicWorld.WalkAsync(rp);

        var answer = await rp.UserInfoAsync(outcome.AccessToken!);

        answer.Header("Content-Type").ShouldBe("application/jwt");
        var told = Jwt.Parse(answer.Body);
        told.Algorithm.ShouldBe("RS256");
        told.IsSignedByOneOf(await world.KeysAsync()).ShouldBeTrue();
        told["nonce"].ShouldBeNull();
        (told["iss"], told["aud"], told["sub"]).ShouldBe((world.Issuer, rp.App.Client.Id, outcome.IdToken["sub"]));
    }

    [Module("oidcc-server-rotate-keys", "OIDC Core 10.1.1", Plan = ConformancePlans.Dynamic)]
    [Fact]
    public async Task Oidcc_server_rotate_keys()
    {
        var world = await DynamicWorld.CreateAsync(server);
        var rp = await world.RegisteredAsync();
        var before = (await DynamicWorld.WalkAsync(rp)).IdToken;
        var known = Kids(await world.KeysAsync());
        server.Clock.Advance(KeyRotation.LeadTime);

        (await server.CallAsync("RotateUserPoolSigningKeys", new { UserPoolId = world.PoolId })).ShouldSucceed();

        var keys = await world.KeysAsync();
        Kids(keys).Except(known).ShouldNotBeEmpty();
        rp.TakeAnotherBrowser();
        var after = await DynamicWorld.WalkAsync(rp);
        after.IdToken.Header.GetProperty("kid").GetString().ShouldNotBe(before.Header.GetProperty("kid").GetString());
        before.IsSignedByOneOf(keys).ShouldBeTrue();
    }

    [Module("oidcc-refresh-token-rp-key-rotation", "OIDC Core 10.1.1, 12", Plan = ConformancePlans.Dynamic)]
    [Fact]
    public async Task Oidcc_refresh_token_rp_key_rotation()
    {
        var world = await DynamicWorld.CreateAsync(server);
        using var next = SignerKey.Rsa("rsa-2");
        var jwks_uri = server.Publish(SignerKey.Set(DynamicWorld.Key).ToString());
        var rp = await world.RegisteredAsync(new { jwks_uri, token_endpoint_auth_method = "private_key_jwt" });
        var tokens = await world.WalkByKeyAsync(rp, DynamicWorld.Key);
        server.Publish(SignerKey.Set(next).ToString(), jwks_uri);

        var answer = await rp.App.TokenAsync(
            [("grant_type", "refresh_token"), ("refresh_token", tokens.Text("refresh_token")), .. world.Assertion(rp, next)]);

        answer.Status.ShouldBe(200, answer.Body);
        answer.Text("access_token").ShouldNotBeNull();
    }

    [Module("oidcc-refresh-token", "RFC 6749 6; OIDC Core 12.2", Plan = ConformancePlans.Dynamic)]
    [Fact]
    public async Task Oidcc_refresh_token()
    {
        var world = await DynamicWorld.CreateAsync(server);
        var rp = await world.RegisteredAsync(new { grant_types = new[] { "authorization_code", "refresh_token" } });
        var other = await world.RegisteredAsync();
        var first = await DynamicWorld.WalkAsync(rp);
        var token = first.Tokens!.Text("refresh_token").ShouldNotBeNull();

        var stranger = await other.App.RefreshAsync(token);
        var second = await rp.App.RefreshAsync(token);

        stranger.ShouldRefuse(400, "invalid_grant");
        second.Status.ShouldBe(200, second.Body);
        Jwt.Parse(second.Text("id_token")!)["sub"].ShouldBe(first.IdToken["sub"]);
    }

    [Module("oidcc-ensure-client-assertion-with-iss-aud-succeeds", "RFC 7523 3; OIDC Core 9", Plan = ConformancePlans.Dynamic)]
    [Fact]
    public async Task Oidcc_ensure_client_assertion_with_iss_aud_succeeds()
    {
        var world = await DynamicWorld.CreateAsync(server);
        var jwks = SignerKey.Set(DynamicWorld.Key);
        var rp = await world.RegisteredAsync(new { jwks, token_endpoint_auth_method = "private_key_jwt" });

        (await world.WalkByKeyAsync(rp, DynamicWorld.Key)).Text("access_token").ShouldNotBeNull();
    }

    private static List<string?> Kids(JsonElement keys) =>
        [.. keys.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString())];

    private async Task<RelyingParty> RegisteredAsync(object members) =>
        await (await DynamicWorld.CreateAsync(server)).RegisteredAsync(members);
}
