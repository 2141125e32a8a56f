using System.Text.Json.Nodes;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc.Dpop;

/// <summary>What a proof must be (RFC 9449, section 4.3), at the token endpoint.</summary>
public sealed class DpopProofTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    public static TheoryData<string> Bent => [.. Changes.Keys];

    private static readonly Dictionary<string, Action<JsonObject, JsonObject>> Changes = new()
    {
        ["no typ"] = (header, _) => header.Remove("typ"),
        ["another typ"] = (header, _) => header["typ"] = "JWT",
        ["typ of an access token"] = (header, _) => header["typ"] = "at+jwt",
        ["no alg"] = (header, _) => header.Remove("alg"),
        ["alg none"] = (header, _) => header["alg"] = "none",
        ["alg HS256"] = (header, _) => header["alg"] = "HS256",
        ["alg of another kind of key"] = (header, _) => header["alg"] = "PS256",
        ["alg of another curve"] = (header, _) => header["alg"] = "ES384",
        ["no jwk"] = (header, _) => header.Remove("jwk"),
        ["jwk is a text"] = (header, _) => header["jwk"] = "key",
        ["jwk is symmetric"] = (header, _) => header["jwk"] = new JsonObject { ["kty"] = "oct", ["k"] = "AAAA" },
        ["jwk has a private part"] = (header, _) => header["jwk"]!["d"] = "AAAA",
        ["jwk has a private part of another kind"] = (header, _) => header["jwk"]!["p"] = "AAAA",
        ["jwk off its curve"] = (header, _) => header["jwk"]!["x"] = new string('A', 43),
        ["jwk of another curve"] = (header, _) => header["jwk"]!["crv"] = "secp256k1",
        ["crit"] = (header, _) => header["crit"] = new JsonArray("exp"),
        ["no jti"] = (_, claims) => claims.Remove("jti"),
        ["empty jti"] = (_, claims) => claims["jti"] = "",
        ["jti is a number"] = (_, claims) => claims["jti"] = 1,
        ["endless jti"] = (_, claims) => claims["jti"] = new string('j', 513),
        ["no htm"] = (_, claims) => claims.Remove("htm"),
        ["another htm"] = (_, claims) => claims["htm"] = "GET",
        ["htm in small letters"] = (_, claims) => claims["htm"] = "post",
        ["no htu"] = (_, claims) => claims.Remove("htu"),
        ["htu of another endpoint"] = (_, claims) => claims["htu"] = claims["htu"]!.GetValue<string>() + "/",
        ["htu of another host"] = (_, claims) => claims["htu"] = "https://evil.example/oauth2/token",
        ["htu of another pool"] = (_, claims) => claims["htu"] = $"{HostedAuthServer.BaseAddress}/us-east-1_AAAAAAAAA/oauth2/token",
        ["htu of another scheme"] = (_, claims) => claims["htu"] = claims["htu"]!.GetValue<string>().Replace("http:", "ftp:", StringComparison.Ordinal),
        ["htu of another port"] = (_, claims) => claims["htu"] = claims["htu"]!.GetValue<string>().Replace(":5080", ":5081", StringComparison.Ordinal),
        ["htu with a user"] = (_, claims) => claims["htu"] = claims["htu"]!.GetValue<string>().Replace("//", "//localhost@", StringComparison.Ordinal),
        ["htu is a path"] = (_, claims) => claims["htu"] = "/oauth2/token",
        ["endless htu"] = (_, claims) => claims["htu"] = claims["htu"]!.GetValue<string>() + "?" + new string('q', 2048),
        ["no iat"] = (_, claims) => claims.Remove("iat"),
        ["iat is a text"] = (_, claims) => claims["iat"] = claims["iat"]!.ToString(),
        ["iat of a minute ago and more"] = (_, claims) => claims["iat"] = claims["iat"]!.GetValue<long>() - 62,
        ["iat too far ahead"] = (_, claims) => claims["iat"] = claims["iat"]!.GetValue<long>() + 12,
        ["iat at the end of time"] = (_, claims) => claims["iat"] = 253_402_300_799,
        ["iat beyond it"] = (_, claims) => claims["iat"] = long.MaxValue,
        ["iat below zero"] = (_, claims) => claims["iat"] = -1,
        ["nbf later"] = (_, claims) => claims["nbf"] = claims["iat"]!.GetValue<long>() + 60,
        ["nbf is a text"] = (_, claims) => claims["nbf"] = "now",
        ["exp before"] = (_, claims) => claims["exp"] = claims["iat"]!.GetValue<long>() - 30,
        ["exp is a text"] = (_, claims) => claims["exp"] = "soon",
    };

    [Theory]
    [MemberData(nameof(Bent))]
    public async Task A_bent_proof_is_refused(string change)
    {
        using var app = await ProvingApp.CreateAsync(server);

        var answer = await app.TokensAsync(app.Proof(change: Changes[change]));

        answer.ShouldRefuse(400, "invalid_dpop_proof");
        answer.Header("Access-Control-Allow-Origin").ShouldBe("*");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("e30.e30.AAAA")]
    [InlineData(" ")]
    [InlineData("%00")]
    public async Task What_is_no_JWT_is_refused(string proof)
    {
        using var app = await ProvingApp.CreateAsync(server);

        (await app.TokensAsync(proof)).ShouldRefuse(400, "invalid_dpop_proof");
    }

    [Fact]
    public async Task Another_keys_signature_and_a_changed_one_are_refused()
    {
        using var app = await ProvingApp.CreateAsync(server);
        using var other = new ProofKey();
        var proof = app.Proof();
        var parts = proof.Split('.');

        (await app.TokensAsync(app.Proof(change: (header, _) => header["jwk"] = other.Jwk))).ShouldRefuse(400, "invalid_dpop_proof");
        (await app.TokensAsync($"{parts[0]}.{parts[1]}.{new string('A', 86)}")).ShouldRefuse(400, "invalid_dpop_proof");
        (await app.TokensAsync($"{parts[0]}.{parts[1]}.")).ShouldRefuse(400, "invalid_dpop_proof");
        (await app.TokensAsync(proof + "AA")).ShouldRefuse(400, "invalid_dpop_proof");
        (await app.TokensAsync(app.Proof(change: (_, claims) => claims["x"] = new string('x', 9000)))).ShouldRefuse(400, "invalid_dpop_proof");
    }

    [Fact]
    public async Task Two_proofs_are_refused_in_two_headers_or_in_one()
    {
        using var app = await ProvingApp.CreateAsync(server);
        var code = await app.App.CodeAsync();

        (await app.ExchangeAsync(code, app.Proof(), app.Proof())).ShouldRefuse(400, "invalid_dpop_proof");
        (await app.ExchangeAsync(code, $"{app.Proof()}, {app.Proof()}")).ShouldRefuse(400, "invalid_dpop_proof");
    }

    [Theory]
    [InlineData("iat of just now", -60)]
    [InlineData("a clock ten seconds ahead", 10)]
    public async Task Clocks_may_differ_a_little(string when, int seconds)
    {
        using var app = await ProvingApp.CreateAsync(server);

        var answer = await app.TokensAsync(app.Proof(change: (_, claims) => claims["iat"] = app.Now.ToUnixTimeSeconds() + seconds));

        answer.Status.ShouldBe(200, $"{when}: {answer.Body}");
    }

    [Theory]
    [InlineData("?a=b")]
    [InlineData("#fragment")]
    [InlineData("?a=b#fragment")]
    public async Task Query_and_fragment_of_htu_do_not_matter(string more)
    {
        using var app = await ProvingApp.CreateAsync(server);

        (await app.TokensAsync(app.Proof(change: (_, claims) => claims["htu"] += more))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("http://localhost", "HTTP://LOCALHOST")]
    [InlineData("/oauth2/token", "/oauth2/x/../token")]
    [InlineData("/oauth2/token", "/%6Fauth2/token")]
    public async Task Addresses_are_normalized_before_they_are_compared(string part, string spelling)
    {
        using var app = await ProvingApp.CreateAsync(server);
        var htu = (app.App.Issuer + ProvingApp.TokenPath).Replace(part, spelling, StringComparison.Ordinal);

        (await app.TokensAsync(app.Proof(change: (_, claims) => claims["htu"] = htu))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_lifetime_and_members_that_nobody_knows_do_no_harm()
    {
        using var app = await ProvingApp.CreateAsync(server);

        var answer = await app.TokensAsync(app.Proof(change: (header, claims) =>
        {
            (header["kid"], header["x"], claims["y"]) = ("a", "b", "c");
            (claims["nbf"], claims["exp"]) = (app.Now.ToUnixTimeSeconds(), app.Now.AddMinutes(5).ToUnixTimeSeconds());
        }));

        answer.Status.ShouldBe(200, answer.Body);
    }

    [Fact]
    public async Task Of_twenty_uses_of_a_proof_at_once_one_succeeds()
    {
        using var app = await ProvingApp.CreateAsync(server, new { RefreshTokenRotation = new { Feature = "DISABLED" } });
        var token = (await app.TokensAsync()).Text("refresh_token")!;
        var proof = app.Proof();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.RefreshAsync(token, proof)));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Count(answer => answer.Text("error") == "invalid_dpop_proof").ShouldBe(19);
    }

    [Fact]
    public async Task Of_two_codes_redeemed_at_once_by_one_proof_one_gets_tokens_and_the_other_stays_good()
    {
        using var app = await ProvingApp.CreateAsync(server);
        string[] codes = [await app.App.CodeAsync(), await app.App.CodeAsync()];
        var proof = app.Proof();

        var answers = await Task.WhenAll(codes.Select(code => app.ExchangeAsync(code, proof)));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        var lost = Array.FindIndex(answers, answer => answer.Status != 200);
        answers[lost].ShouldRefuse(400, "invalid_dpop_proof");
        (await app.ExchangeAsync(codes[lost], app.Proof())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_proof_beside_no_good_grant_is_not_kept()
    {
        using var app = await ProvingApp.CreateAsync(server);
        var token = (await app.TokensAsync()).Text("refresh_token")!;
        var before = await CountSpentAsync(app);
        var proof = app.Proof();

        (await app.RefreshAsync("x", proof)).ShouldRefuse(400, "invalid_grant");
        (await app.ExchangeAsync("x", proof)).ShouldRefuse(400, "invalid_grant");

        (await CountSpentAsync(app)).ShouldBe(before);
        (await app.RefreshAsync(token, proof)).Status.ShouldBe(200);
        (await CountSpentAsync(app)).ShouldBe(before + 1);
    }

    private Task<int> CountSpentAsync(ProvingApp app) => server.InPoolAsync(app.App.PoolId, services =>
        services.GetRequiredService<HostedAuthDbContext>().SpentIdentifiers.CountAsync());

    [Fact]
    public async Task A_proof_that_was_used_stays_used_while_it_is_young_and_is_too_old_after()
    {
        using var app = await ProvingApp.CreateAsync(server);
        var token = (await app.TokensAsync()).Text("refresh_token")!;
        var proof = app.Proof();
        (await app.RefreshAsync(token, proof)).Status.ShouldBe(200);

        foreach (var seconds in new[] { 1, 30, 29, 1, 5, 120 })
        {
            server.Clock.Advance(TimeSpan.FromSeconds(seconds));
            (await app.RefreshAsync(token, proof)).ShouldRefuse(400, "invalid_dpop_proof");
        }
    }
}
