using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc.Token;
using HostedAuth.Server.Tests.Pages;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary><c>openid</c> alone opens the whole profile, as in Cognito; fewer scopes than were granted never open more.</summary>
public sealed class FewerScopesTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string UserInfo = "/oauth2/userInfo";

    [Fact]
    public async Task Openid_that_was_granted_alone_opens_the_profile()
    {
        var app = await TestApp.CreateAsync(server);
        var tokens = await app.TokensAsync("openid");

        tokens.Claims("id_token").GetProperty("name").GetString().ShouldBe("Alice Example");
        (await AskAsync(app, tokens)).Text("name").ShouldBe("Alice Example");
    }

    [Fact]
    public async Task A_refresh_to_fewer_scopes_opens_no_more()
    {
        var app = await TestApp.CreateAsync(server);
        var first = await app.TokensAsync("openid email");

        var tokens = await app.RefreshAsync(first.Text("refresh_token")!, ("scope", "openid"));

        tokens.Text("scope").ShouldBe("openid");
        tokens.Claims("id_token").TryGetProperty("name", out _).ShouldBeFalse();
        var answer = await AskAsync(app, tokens);
        answer.Text("email").ShouldBe("alice@example.com");
        answer.Text("name").ShouldBeNull();
        answer.Text("phone_number").ShouldBeNull();
    }

    [Fact]
    public async Task An_exchange_to_fewer_scopes_opens_no_more()
    {
        var world = await ExchangeWorld.CreateAsync(server);

        (await world.ExchangeAsync(("scope", "openid"))).ShouldRefuse(400, "invalid_scope");
        (await world.ExchangeAsync(("scope", "email"))).Text("scope").ShouldBe("email");
    }

    [Fact]
    public async Task An_exchange_of_a_refreshed_token_opens_no_more_than_that_token()
    {
        var world = await ExchangeWorld.CreateAsync(server, scope: "openid email profile");
        var narrow = await world.App.RefreshAsync(world.Tokens.Text("refresh_token")!, ("scope", "openid email"));

        (await world.ExchangeAsync(("subject_token", narrow.Text("access_token")), ("scope", "openid")))
            .ShouldRefuse(400, "invalid_scope");
    }

    [Fact]
    public async Task Who_allowed_the_mail_address_is_asked_before_openid_alone_opens_all()
    {
        var app = await TestApp.CreateAsync(server);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata { RequireConsent = true });
        await new SignInWorld(server, app.PoolId, app.Client).AddUserAsync("alice");
        var browser = new AskedBrowser(server, app);
        await browser.AskAsync(("scope", "openid email"));
        await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password));
        (await browser.SubmitAsync(("answer", "allow"))).Parameter("code").ShouldNotBeNullOrEmpty();

        (await browser.AskAsync(("scope", "openid"), ("prompt", "none"))).ShouldTellTheClient("consent_required");
        await browser.AskAsync(("scope", "openid"));
        (await browser.SubmitAsync(("answer", "allow"))).Parameter("code").ShouldNotBeNullOrEmpty();

        (await browser.AskAsync(("scope", "openid profile"), ("prompt", "none"))).Parameter("code").ShouldNotBeNullOrEmpty();
    }

    private static Task<Answer> AskAsync(TestApp app, Answer tokens) =>
        app.GetAsync(UserInfo, authorization: $"Bearer {tokens.Text("access_token")}");
}
