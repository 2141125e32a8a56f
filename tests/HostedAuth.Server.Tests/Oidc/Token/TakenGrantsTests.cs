using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc.Device;

namespace HostedAuth.Server.Tests.Oidc.Token;

/// <summary>What an operator takes from a client, its refresh tokens give no more.</summary>
public sealed class TakenGrantsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly object Strict = new
    {
        UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" },
    };

    [Fact]
    public async Task A_client_that_is_switched_off_refreshes_no_more_until_it_is_on_again()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var refreshToken = (await app.TokensAsync()).Text("refresh_token")!;

        await UpdateAsync(app, isOn: false);
        (await app.RefreshAsync(refreshToken)).ShouldRefuse(400, "invalid_grant");
        (await IntrospectAsync(app, refreshToken)).Text("active").ShouldBe("False");
        await UpdateAsync(app);

        (await app.RefreshAsync(refreshToken)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Codes_and_devices_that_wait_get_a_client_that_is_switched_off_nothing()
    {
        var world = await DeviceWorld.CreateAsync(server);
        await server.SetMetadataAsync(
            world.App.PoolId,
            world.App.Client.Id,
            new OAuthClientMetadata { GrantTypes = [DeviceWorld.GrantType], ResponseTypes = ["code", "code id_token"] });
        await world.StartAsync();
        await world.EnterAndSignInAsync();
        await world.AnswerAsync("allow");
        var code = await world.App.CodeAsync();

        await UpdateAsync(world.App, isOn: false);

        (await world.PollAsync()).ShouldRefuse(400, "unauthorized_client");
        (await world.App.ExchangeAsync(code)).ShouldRefuse(400, "unauthorized_client");
    }

    [Fact]
    public async Task A_client_whose_code_flow_was_taken_refreshes_no_more()
    {
        var app = await TestApp.CreateAsync(server);
        var refreshToken = (await app.TokensAsync()).Text("refresh_token")!;
        await UpdateAsync(app, flows: ["implicit"]);

        (await app.RefreshAsync(refreshToken)).ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task A_scope_that_was_taken_is_given_no_more()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var refreshToken = (await app.TokensAsync("openid email aws.cognito.signin.user.admin")).Text("refresh_token")!;
        await UpdateAsync(app, scopes: ["openid", "email"]);

        (await app.RefreshAsync(refreshToken)).Text("scope").ShouldBe("openid email");
        (await app.RefreshAsync(refreshToken, ("scope", "email"))).Text("scope").ShouldBe("email");
        (await app.RefreshAsync(refreshToken, ("scope", "aws.cognito.signin.user.admin"))).ShouldRefuse(400, "invalid_scope");
    }

    [Fact]
    public async Task Openid_that_would_be_left_alone_and_open_all_is_not_left()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var alone = (await app.TokensAsync("openid email")).Text("refresh_token")!;
        var beside = (await app.TokensAsync("openid email aws.cognito.signin.user.admin")).Text("refresh_token")!;
        await UpdateAsync(app, scopes: ["openid", "aws.cognito.signin.user.admin"]);

        (await app.RefreshAsync(alone)).ShouldRefuse(400, "invalid_grant");
        (await app.RefreshAsync(beside)).Text("scope").ShouldBe("aws.cognito.signin.user.admin");
    }

    [Fact]
    public async Task A_strict_pool_gives_what_was_granted_as_Cognito_does()
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true }, Strict);
        var tokens = await app.TokensAsync();
        await UpdateAsync(app, scopes: ["openid"], flows: ["implicit"]);

        var answer = await app.RefreshAsync(tokens.Text("refresh_token")!);

        answer.Status.ShouldBe(200, answer.Body);
        answer.Claims("access_token").GetProperty("scope").GetString().ShouldBe("openid email");
    }

    [Fact]
    public async Task Sessions_of_the_API_live_on_without_OAuth()
    {
        var app = await TestApp.CreateAsync(server);
        var world = new CognitoApi.Operations.SignIn.SignInWorld(server, app.PoolId, app.Client);
        await world.AddUserAsync("alice");
        var tokens = (await world.SignInAsync("alice")).ShouldSucceed();
        await UpdateAsync(app, isOn: false, scopes: ["openid"]);

        var answer = await server.CallPublicAsync("InitiateAuth", new
        {
            ClientId = app.Client.Id,
            AuthFlow = "REFRESH_TOKEN_AUTH",
            AuthParameters = new { REFRESH_TOKEN = tokens.Text("AuthenticationResult.RefreshToken") },
        });

        answer.ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNullOrEmpty();
    }

    private static Task<Answer> IntrospectAsync(TestApp app, string token) => app.PostAsync(
        "/oauth2/introspect",
        [("token", token), ("client_id", app.Client.Id), ("client_secret", app.Client.Secret)]);

    private async Task UpdateAsync(TestApp app, bool isOn = true, string[]? scopes = null, string[]? flows = null) =>
        (await server.CallAsync("UpdateUserPoolClient", new
        {
            UserPoolId = app.PoolId,
            ClientId = app.Client.Id,
            AllowedOAuthFlowsUserPoolClient = isOn,
            AllowedOAuthFlows = flows ?? ["code"],
            AllowedOAuthScopes = scopes ?? ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"],
            CallbackURLs = new[] { TestApp.Callback },
            SupportedIdentityProviders = new[] { "COGNITO" },
        })).ShouldSucceed();
}
