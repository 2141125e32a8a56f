using HostedAuth.Core.UserPools.Settings;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Dpop;

/// <summary>Nonces of the server's in proofs (RFC 9449, sections 8 and 9), where the pool requires them.</summary>
public sealed class DpopNonceTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Header = "DPoP-Nonce";

    [Fact]
    public async Task A_proof_without_the_nonce_is_told_it_and_good_with_it()
    {
        using var app = await CreateAsync();
        var code = await app.App.CodeAsync();

        var refused = await app.ExchangeAsync(code, app.Proof());
        var nonce = refused.Header(Header);
        var tokens = await app.ExchangeAsync(code, app.Proof(nonce: nonce));

        refused.ShouldRefuse(400, "use_dpop_nonce");
        nonce.ShouldNotBeNullOrEmpty();
        refused.Header("Access-Control-Expose-Headers").ShouldNotBeNull().ShouldContain(Header);
        tokens.Status.ShouldBe(200, tokens.Body);
        tokens.Header(Header).ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_nonce_is_good_for_a_while()
    {
        using var app = await CreateAsync();
        var nonce = (await app.TokensAsync()).Header(Header);

        server.Clock.Advance(TimeSpan.FromMinutes(3));
        var soon = await app.TokensAsync(app.Proof(nonce: nonce));
        server.Clock.Advance(TimeSpan.FromMinutes(3));
        var late = await app.TokensAsync(app.Proof(nonce: nonce));

        soon.Status.ShouldBe(200, soon.Body);
        soon.Header(Header).ShouldNotBe(nonce);
        late.ShouldRefuse(400, "use_dpop_nonce");
    }

    [Fact]
    public async Task A_made_up_nonce_and_another_pools_are_none()
    {
        using var app = await CreateAsync();
        using var other = await CreateAsync();
        var foreign = (await other.TokensAsync()).Header(Header);

        (await app.TokensAsync(app.Proof(nonce: foreign))).ShouldRefuse(400, "use_dpop_nonce");
        (await app.TokensAsync(app.Proof(nonce: ""))).ShouldRefuse(400, "use_dpop_nonce");
        (await app.TokensAsync(app.Proof(change: (_, claims) => claims["nonce"] = 1))).ShouldRefuse(400, "use_dpop_nonce");
    }

    [Fact]
    public async Task UserInfo_asks_for_it_too_by_401()
    {
        using var app = await CreateAsync();
        var nonce = (await app.TokensAsync()).Header(Header);
        var token = (await app.TokensAsync(app.Proof(nonce: nonce))).Text("access_token")!;

        var refused = await app.UserInfoWithProofAsync(token);
        var good = await app.UserInfoAsync(
            $"DPoP {token}",
            app.Proof(ProvingApp.UserInfoPath, "GET", token, refused.Header(Header)));

        refused.ShouldRefuse(401, "use_dpop_nonce");
        refused.Header("WWW-Authenticate").ShouldNotBeNull().ShouldStartWith("DPoP ");
        refused.Header("WWW-Authenticate").ShouldNotBeNull().ShouldContain("error=\"use_dpop_nonce\"");
        good.Status.ShouldBe(200, good.Body);
    }

    [Fact]
    public async Task A_proof_that_lacks_only_the_nonce_is_not_used_up_and_elsewhere_none_is_told()
    {
        using var app = await CreateAsync();
        using var without = await ProvingApp.CreateAsync(server);
        var jti = Guid.NewGuid().ToString();
        var nonce = (await app.TokensAsync(app.Proof(change: (_, claims) => claims["jti"] = jti))).Header(Header);

        var again = await app.TokensAsync(app.Proof(nonce: nonce, change: (_, claims) => claims["jti"] = jti));

        again.Status.ShouldBe(200, again.Body);
        (await without.TokensAsync()).Header(Header).ShouldBeNull();
        (await without.TokensAsync(without.Proof(nonce: "of somebody else"))).Status.ShouldBe(200);
    }

    private async Task<ProvingApp> CreateAsync()
    {
        var app = await ProvingApp.CreateAsync(server);
        await server.SetOAuthAsync(app.App.PoolId, new PoolOAuthSettings { RequireDpopNonce = true });
        return app;
    }
}
