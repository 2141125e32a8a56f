using System.Text.RegularExpressions;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc.Dpop;
using HostedAuth.Server.Tests.Pages;

namespace HostedAuth.Server.Tests.Oidc.ProtectedResources;

/// <summary>RFC 9470: a token that is good but not good enough is answered by what would be.</summary>
public sealed partial class StepUpChallengeTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Error = "insufficient_user_authentication";

    [Fact]
    public async Task A_client_asks_with_the_challenges_parameters_and_is_let_in_by_the_new_token()
    {
        var (app, world) = await PageWalk.CreateAsync(server);
        await world.AddUserAsync("alice");
        await DemandAsync(app, new() { UserinfoAcrValues = ["urn:cognito:loa:3", "urn:cognito:loa:4"], UserinfoMaxAge = 600 });
        var browser = new AskedBrowser(server, app);
        (await browser.AskAsync()).ShouldShow("Sign in");
        var weak = await ExchangeAsync(app, await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password)));
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["EMAIL_OTP"]);

        var refused = await UserInfoAsync(app, weak);
        refused.ShouldRefuse(401, Error);
        var challenge = refused.Header("WWW-Authenticate")!;
        challenge.ShouldStartWith($"Bearer realm=\"HostedAuth\", error=\"{Error}\"");
        var wanted = Member().Matches(challenge).Select(one => (one.Groups[1].Value, (string?)one.Groups[2].Value)).ToArray();
        wanted.ShouldBe([("acr_values", "urn:cognito:loa:3 urn:cognito:loa:4"), ("max_age", "600")]);
        (await browser.AskAsync(wanted)).ShouldShow("One more step");
        await browser.PressAsync();
        var strong = await ExchangeAsync(app, await browser.SubmitAsync(("code", await world.CodeAsync("EMAIL_OTP"))));

        (await UserInfoAsync(app, strong)).Status.ShouldBe(200);
        (await UserInfoAsync(app, weak)).ShouldRefuse(401, Error);
    }

    [Fact]
    public async Task A_sign_in_that_is_too_old_is_asked_for_anew_and_a_refresh_is_none()
    {
        var app = await TestApp.CreateAsync(server);
        await DemandAsync(app, new() { UserinfoMaxAge = 60 });
        var tokens = await app.TokensAsync();
        (await UserInfoAsync(app, tokens)).Status.ShouldBe(200);
        server.Clock.Advance(TimeSpan.FromSeconds(61));

        var refused = await UserInfoAsync(app, tokens);
        var refreshed = await app.RefreshAsync(tokens.Text("refresh_token")!);

        refused.ShouldRefuse(401, Error);
        refused.Header("WWW-Authenticate").ShouldNotBeNull().ShouldContain("max_age=\"60\"");
        refused.Header("WWW-Authenticate").ShouldNotBeNull().ShouldNotContain("acr_values");
        (await UserInfoAsync(app, refreshed)).ShouldRefuse(401, Error);
        (await UserInfoAsync(app, await app.TokensAsync())).Status.ShouldBe(200);
    }

    /// <summary>RFC 9470, section 3: in the scheme by which the token was sent.</summary>
    [Fact]
    public async Task Who_proves_a_key_is_challenged_in_the_scheme_of_the_proof_and_let_in_by_a_new_sign_in()
    {
        using var app = await ProvingApp.CreateAsync(server);
        await DemandAsync(app.App, new() { UserinfoAcrValues = ["urn:cognito:loa:1"], UserinfoMaxAge = 60 });
        var old = (await app.TokensAsync()).Text("access_token")!;
        (await app.UserInfoWithProofAsync(old)).Status.ShouldBe(200);
        server.Clock.Advance(TimeSpan.FromSeconds(61));

        var refused = await app.UserInfoWithProofAsync(old);

        refused.ShouldRefuse(401, Error);
        var challenge = refused.Header("WWW-Authenticate").ShouldNotBeNull();
        challenge.ShouldStartWith("DPoP realm=\"HostedAuth\", algs=\"ES256 ");
        challenge.ShouldContain($"error=\"{Error}\"");
        challenge.ShouldContain("acr_values=\"urn:cognito:loa:1\", max_age=\"60\"");
        challenge.ShouldNotContain("Bearer");
        (await app.UserInfoWithProofAsync((await app.TokensAsync()).Text("access_token")!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_a_client_asks_for_by_itself_is_no_demand_of_userInfo()
    {
        var app = await TestApp.CreateAsync(server);
        await DemandAsync(app, new() { DefaultAcrValues = ["urn:cognito:loa:4"], DefaultMaxAge = 60 });
        var tokens = await app.ExchangeAsync(
            await app.CodeAsync(("acr_values", "urn:cognito:loa:1"), ("max_age", "1000")));
        server.Clock.Advance(TimeSpan.FromSeconds(100));

        (await UserInfoAsync(app, tokens)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_level_that_the_pool_has_lost_since_lets_nobody_in()
    {
        var app = await TestApp.CreateAsync(server, pool: new
        {
            AcrConfiguration = new Dictionary<string, object> { ["Level1"] = new { AcrValue = "gone" } },
        });
        await DemandAsync(app, new() { UserinfoAcrValues = ["gone"] });
        var tokens = await app.TokensAsync();
        (await UserInfoAsync(app, tokens)).Status.ShouldBe(200);
        (await server.CallAsync("UpdateUserPool", new { UserPoolId = app.PoolId })).ShouldSucceed();

        var refused = await UserInfoAsync(app, tokens);

        refused.ShouldRefuse(401, Error);
        refused.Header("WWW-Authenticate").ShouldNotBeNull().ShouldContain("acr_values=\"gone\"");
    }

    [Theory]
    [InlineData("""{"hostedauth_userinfo_acr_values":["urn:cognito:loa:9"]}""", "must name levels of the pool")]
    [InlineData("""{"hostedauth_userinfo_acr_values":["urn:cognito:loa:1","x\", realm=\"y"]}""", "must be one or more levels")]
    [InlineData("""{"hostedauth_userinfo_acr_values":[]}""", "must be one or more levels")]
    [InlineData("""{"hostedauth_userinfo_max_age":0}""", "must be seconds, 60 or more")]
    public async Task A_demand_that_nobody_could_meet_is_refused(string metadata, string fault)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await server.CallAsync("SetUserPoolClientMetadata", new
        {
            UserPoolId = app.PoolId,
            ClientId = app.Client.Id,
            Metadata = System.Text.Json.Nodes.JsonNode.Parse(metadata),
        });

        answer.ShouldRefuse("InvalidParameterException");
        answer.Text("message").ShouldNotBeNull().ShouldContain(fault);
    }

    private static async Task<Answer> ExchangeAsync(TestApp app, Answer granted)
    {
        var tokens = await app.ExchangeAsync(granted.Parameter("code") ?? throw new InvalidOperationException(granted.Body));
        tokens.Status.ShouldBe(200, tokens.Body);
        return tokens;
    }

    private static Task<Answer> UserInfoAsync(TestApp app, Answer tokens) =>
        app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {tokens.Text("access_token")}");

    private Task DemandAsync(TestApp app, OAuthClientMetadata metadata) =>
        server.SetMetadataAsync(app.PoolId, app.Client.Id, metadata);

    [GeneratedRegex("(acr_values|max_age)=\"([^\"]*)\"")]
    private static partial Regex Member();
}
