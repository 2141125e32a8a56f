using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Pages;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>A browser's password is as old as it is, however young the tokens are that it gets.</summary>
public sealed class BrowserStepUpTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData(true, "SELECT_CHALLENGE")]
    [InlineData(false, "EMAIL_OTP")]
    public async Task A_token_of_a_password_from_before_the_factors_of_its_user_proves_nothing(bool isBefore, string asked)
    {
        var (_, world) = await PageWalk.CreateAsync(server, "OPTIONAL");
        var app = await TestApp.OfPoolAsync(
            server, world.SignIn.PoolId, new { ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH" } });
        await world.AddUserAsync("alice");
        var browser = new AskedBrowser(server, app);
        await browser.AskAsync();
        await browser.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password));
        await world.SignIn.ChangeUserAsync("alice", user =>
        {
            user.ActiveFactors = ["EMAIL_OTP"];
            user.SecondFactorsSince = server.Clock.GetUtcNow() + TimeSpan.FromSeconds(isBefore ? 1 : -1);
        });
        server.Clock.Advance(TimeSpan.FromSeconds(10));

        var granted = await browser.AskAsync(("scope", "openid aws.cognito.signin.user.admin"));
        var tokens = await app.ExchangeAsync(granted.Parameter("code").ShouldNotBeNull());
        var answer = await server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_AUTH",
            ClientId = app.Client.Id,
            AuthParameters = new Dictionary<string, string>
            {
                ["USERNAME"] = "alice",
                ["ACCESS_TOKEN"] = tokens.Text("access_token").ShouldNotBeNull(tokens.Body),
                ["TARGET_ACR_VALUES"] = "urn:cognito:loa:3",
            },
        });

        answer.ShouldSucceed().Text("ChallengeName").ShouldBe(asked);
    }
}
