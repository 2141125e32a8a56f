using HostedAuth.Server.Tests.Conformance.Driver;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Conformance.Core;

/// <summary>What userInfo gives, to whom, and the claims of each scope.</summary>
[Collection(ConformanceServer.Name)]
public sealed class UserInfoModulesTests(HostedAuthServer server)
{
    private static readonly string[] ProfileClaims =
    [
        "name", "given_name", "family_name", "middle_name", "nickname", "preferred_username", "profile", "picture", "website",
        "gender", "birthdate", "zoneinfo", "locale", "updated_at",
    ];

    [Module("oidcc-userinfo-get", "OIDC Core 5.3.1")]
    [Theory, EachFlow("token", "code")]
    public async Task Oidcc_userinfo_get(string flow)
    {
        var (rp, outcome) = await SignInAsync(flow);

        var answer = await rp.UserInfoAsync(outcome.AccessToken!);

        ShouldBeOfTheSameUser(answer, outcome);
    }

    [Module("oidcc-userinfo-post-header", "OIDC Core 5.3.1; RFC 6750 2.1")]
    [Theory, EachFlow("token", "code")]
    public async Task Oidcc_userinfo_post_header(string flow)
    {
        var (rp, outcome) = await SignInAsync(flow);

        var answer = await rp.App.PostAsync("/oauth2/userInfo", [], $"Bearer {outcome.AccessToken}");

        ShouldBeOfTheSameUser(answer, outcome);
    }

    [Module("oidcc-userinfo-post-body", "OIDC Core 5.3.1; RFC 6750 2.2")]
    [Theory, EachFlow("token", "code")]
    public async Task Oidcc_userinfo_post_body(string flow)
    {
        var (rp, outcome) = await SignInAsync(flow);

        var answer = await rp.App.PostAsync("/oauth2/userInfo", [("access_token", outcome.AccessToken)]);

        ShouldBeOfTheSameUser(answer, outcome);
    }

    [Module("oidcc-scope-profile", "OIDC Core 5.4")]
    [Theory, EachFlow]
    public Task Oidcc_scope_profile(string flow) => ShouldOpenAsync(flow, "openid profile", ProfileClaims);

    [Module("oidcc-scope-email", "OIDC Core 5.4", Result = "passes; the suite warns: as in Cognito, the ID token has the address too")]
    [Theory, EachFlow]
    public Task Oidcc_scope_email(string flow) => ShouldOpenAsync(flow, "openid email", ["email", "email_verified"]);

    [Module("oidcc-scope-phone", "OIDC Core 5.4")]
    [Theory, EachFlow]
    public Task Oidcc_scope_phone(string flow) =>
        ShouldOpenAsync(flow, "openid phone", ["phone_number", "phone_number_verified"]);

    [Module("oidcc-scope-address", "OIDC Core 5.1.1, 5.4")]
    [Theory, EachFlow]
    public Task Oidcc_scope_address(string flow) => ShouldOpenAsync(flow, "openid address", ["address"]);

    [Module("oidcc-scope-all", "OIDC Core 5.4")]
    [Theory, EachFlow]
    public Task Oidcc_scope_all(string flow) => ShouldOpenAsync(flow, RelyingParty.AllScopes, StandardClaims.Names);

    [Module(
        "oidcc-claims-essential",
        "OIDC Core 5.5.1",
        Result = "passes; the suite warns: as in Cognito, `openid` alone opens the name in the ID token too")]
    [Theory, EachFlow]
    public async Task Oidcc_claims_essential(string flow)
    {
        var part = flow.StartsWith("id_token", StringComparison.Ordinal) && !flow.Contains(" token", StringComparison.Ordinal)
            ? "id_token"
            : "userinfo";
        var rp = await RelyingParty.CreateAsync(server, flow);

        var outcome = await rp.SignInAsync(("claims", $"{{\"{part}\":{{\"name\":{{\"essential\":true}}}}}}"));

        if (part is "id_token")
        {
            outcome.IdToken["name"].ShouldBe("Alice Example");
            return;
        }

        (await rp.UserInfoAsync(outcome.AccessToken!)).Text("name").ShouldBe("Alice Example");
    }

    /// <summary>At userInfo; in the ID token where there is no access token to ask with (OIDC Core, section 5.4).</summary>
    private async Task ShouldOpenAsync(string flow, string scope, IReadOnlyList<string> claims)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);

        var outcome = await rp.SignInAsync(("scope", scope));

        var found = outcome.AccessToken is { } token ? (await rp.UserInfoAsync(token)).Json : outcome.IdToken.Claims;
        StandardClaims.ShouldBeWellFormed(found);
        claims.Where(claim => !found.TryGetProperty(claim, out _)).ShouldBeEmpty();
        StandardClaims.Names.Except([.. claims, "sub"]).Where(claim => found.TryGetProperty(claim, out _)).ShouldBeEmpty();
        foreach (var flag in claims.Where(claim => claim.EndsWith("_verified", StringComparison.Ordinal)))
        {
            found.GetProperty(flag).GetBoolean().ShouldBeTrue();
        }
    }

    private async Task<(RelyingParty Rp, Outcome Outcome)> SignInAsync(string flow)
    {
        var rp = await RelyingParty.CreateAsync(server, flow);
        return (rp, await rp.SignInAsync());
    }

    private static void ShouldBeOfTheSameUser(Answer answer, Outcome outcome)
    {
        answer.Status.ShouldBe(200, answer.Body);
        answer.Header("Content-Type").ShouldNotBeNull().ShouldStartWith("application/json");
        answer.Text("sub").ShouldBe(outcome.IdToken["sub"]);
        StandardClaims.ShouldBeWellFormed(answer.Json);
    }
}
