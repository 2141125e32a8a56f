using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Triggers;

namespace HostedAuth.Server.Tests.Pages;

/// <summary>Sign-ins that the pool's triggers direct, and in which they ask for the user's second factors too.</summary>
public sealed class TriggersAndCodesTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    private const string Email = "EMAIL_OTP";
    private const string Both = "EMAIL_OTP SMS_MFA";

    [Theory]
    [InlineData("OPTIONAL", Email, "ALLOW_USER_PASSWORD_AUTH", false)]
    [InlineData("OPTIONAL", Both, "ALLOW_USER_PASSWORD_AUTH", false)]
    [InlineData("OPTIONAL", Email, "ALLOW_USER_PASSWORD_AUTH ALLOW_CUSTOM_AUTH", true)]
    [InlineData("ON", Both, "ALLOW_USER_PASSWORD_AUTH ALLOW_CUSTOM_AUTH", false)]
    [InlineData("ON", Both, "ALLOW_CUSTOM_AUTH", true)]
    public async Task They_sign_in_elsewhere_only_where_the_word_of_triggers_is_taken(
        string mfa,
        string factors,
        string flows,
        bool isTaken)
    {
        var walk = await SignInAsync(mfa, factors.Split(' '));
        var other = await walk.App.AndAnotherAsync(new { ExplicitAuthFlows = flows.Split(' ') });

        var answer = await walk.Tab.OpenAsync($"{other.Issuer}/oauth2/authorize{other.Query()}");

        (answer.Parameter("code") is not null).ShouldBe(isTaken);
        answer.Location.ShouldNotBeNull().Contains("/login?", StringComparison.Ordinal).ShouldBe(!isTaken);
        var own = await walk.Tab.OpenAsync($"{walk.App.Issuer}/oauth2/authorize{walk.App.Query()}");
        own.Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("OPTIONAL", Email)]
    [InlineData("ON", Both)]
    public async Task They_add_no_passkey_that_would_sign_in_elsewhere(string mfa, string factors)
    {
        var walk = await SignInAsync(mfa, factors.Split(' '));
        var other = await walk.App.AndAnotherAsync(new { ExplicitAuthFlows = new[] { "ALLOW_CUSTOM_AUTH", "ALLOW_USER_PASSWORD_AUTH" } });

        var page = await walk.Tab.OpenAsync($"{other.Issuer}/passkeys/add{other.Query()}");

        page.Status.ShouldBe(303, page.Body);
        page.Location.ShouldNotBeNull().ShouldContain("/login?");
    }

    /// <summary>Answers all that is asked, and sees that it signs in.</summary>
    private async Task<PageWalk> SignInAsync(string mfa, string[] factors)
    {
        server.HandleInOrder(["CUSTOM_CHALLENGE", .. factors]);
        var world = await CodeWorld.CreateAsync(server, mfa, new
        {
            AliasAttributes = new[] { "email" },
            Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "WEB_AUTHN" } } },
            LambdaConfig = Asking.Config,
        });
        await world.AddUserAsync("alice", factors);
        var any = await TestApp.OfPoolAsync(server, world.SignIn.PoolId);
        var walk = new PageWalk(server, await any.AndAnotherAsync(new { ExplicitAuthFlows = new[] { "ALLOW_CUSTOM_AUTH" } }));
        await walk.SayNameAsync();
        var page = await walk.SubmitAsync(("answer", Asking.Right));
        foreach (var factor in factors)
        {
            page.Status.ShouldBe(200, page.Body);
            page = await walk.SubmitAsync(("code", await world.CodeAsync(factor)));
        }

        page.ShouldBeSignedIn();
        return walk;
    }
}
