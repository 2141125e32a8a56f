using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Dpop;

/// <summary>Bound tokens at a protected resource (RFC 9449, section 7).</summary>
public sealed class DpopUserInfoTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task With_its_proof_a_bound_token_is_good_and_the_scheme_has_no_case()
    {
        using var app = await ProvingApp.CreateAsync(server);
        var token = await TokenAsync(app);

        var answer = await app.UserInfoWithProofAsync(token);
        var shouted = await app.UserInfoAsync($"DPOP {token}", app.UserInfoProof(token));
        var posted = await app.App.SendAsync(HttpMethod.Post, ProvingApp.UserInfoPath, request =>
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"dpop {token}");
            request.Headers.TryAddWithoutValidation("DPoP", app.Proof(ProvingApp.UserInfoPath, "POST", token));
        });

        answer.Status.ShouldBe(200, answer.Body);
        answer.Text("username").ShouldBe("alice");
        shouted.Status.ShouldBe(200, shouted.Body);
        posted.Status.ShouldBe(200, posted.Body);
    }

    /// <summary>RFC 9449, section 7.2; Duende, CVE-2024-49755.</summary>
    [Fact]
    public async Task As_a_Bearer_token_it_is_refused_with_and_without_a_proof_and_from_a_form()
    {
        using var app = await ProvingApp.CreateAsync(server);
        var token = await TokenAsync(app);

        var bare = await app.UserInfoAsync($"Bearer {token}");
        var proven = await app.UserInfoAsync($"Bearer {token}", app.UserInfoProof(token));
        var form = await app.App.PostAsync(ProvingApp.UserInfoPath, [("access_token", token)]);

        foreach (var answer in new[] { bare, proven, form })
        {
            answer.ShouldRefuse(401, "invalid_token");
            answer.Header("WWW-Authenticate").ShouldNotBeNull().ShouldStartWith("Bearer ");
            answer.Header("WWW-Authenticate").ShouldNotBeNull().ShouldContain("DPoP realm=\"HostedAuth\", algs=\"ES256 ");
        }
    }

    [Fact]
    public async Task The_proof_must_be_there_for_this_token_this_request_and_this_key_once()
    {
        using var app = await ProvingApp.CreateAsync(server);
        using var thief = new ProvingApp(server, app.App);
        var token = await TokenAsync(app);
        var other = await TokenAsync(app);
        var used = app.UserInfoProof(token);
        (await app.UserInfoAsync($"DPoP {token}", used)).Status.ShouldBe(200);

        ShouldRefuseProof(await app.UserInfoAsync($"DPoP {token}"));
        ShouldRefuseProof(await app.UserInfoAsync($"DPoP {token}", used));
        ShouldRefuseProof(await app.UserInfoAsync($"DPoP {token}", app.UserInfoProof(other)));
        ShouldRefuseProof(await app.UserInfoAsync($"DPoP {token}", app.UserInfoProof(token, (_, claims) => claims.Remove("ath"))));
        ShouldRefuseProof(await app.UserInfoAsync($"DPoP {token}", app.Proof(ProvingApp.UserInfoPath, "POST", token)));
        ShouldRefuseProof(await app.UserInfoAsync($"DPoP {token}", app.Proof(ProvingApp.TokenPath, "GET", token)));
        ShouldRefuseProof(await app.UserInfoAsync($"DPoP {token}", app.UserInfoProof(token), app.UserInfoProof(token)));
        ShouldRefuse(await thief.UserInfoAsync($"DPoP {token}", thief.UserInfoProof(token)), "invalid_token");
    }

    [Fact]
    public async Task A_Bearer_token_cannot_be_passed_off_as_bound()
    {
        using var app = await ProvingApp.CreateAsync(server);
        var token = (await app.App.TokensAsync()).Text("access_token")!;

        ShouldRefuse(await app.UserInfoWithProofAsync(token), "invalid_token");
    }

    [Fact]
    public async Task A_bound_token_dies_with_its_time_and_its_session()
    {
        using var app = await ProvingApp.CreateAsync(server);
        var tokens = await app.TokensAsync();
        var revoked = tokens.Text("access_token")!;
        var expired = await TokenAsync(app);
        await app.App.PostAsync("/oauth2/revoke", [("token", tokens.Text("refresh_token")), ("client_id", app.App.Client.Id)]);

        ShouldRefuse(await app.UserInfoWithProofAsync(revoked), "invalid_token");
        server.Clock.Advance(TimeSpan.FromHours(1));
        ShouldRefuse(await app.UserInfoWithProofAsync(expired), "invalid_token");
    }

    private static async Task<string> TokenAsync(ProvingApp app) => (await app.TokensAsync()).Text("access_token")!;

    private static void ShouldRefuseProof(Answer answer) => ShouldRefuse(answer, "invalid_dpop_proof");

    private static void ShouldRefuse(Answer answer, string error)
    {
        answer.ShouldRefuse(401, error);
        answer.Header("WWW-Authenticate").ShouldNotBeNull().ShouldStartWith("DPoP ");
        answer.Header("WWW-Authenticate").ShouldNotBeNull().ShouldContain($"error=\"{error}\"");
    }
}
