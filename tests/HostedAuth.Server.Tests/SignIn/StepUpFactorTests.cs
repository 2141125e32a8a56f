using HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;
using HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Pages;

namespace HostedAuth.Server.Tests.SignIn;

/// <summary>Raising a level by each factor: in the API by TARGET_ACR_VALUES, on the pages by acr_values and max_age.</summary>
public sealed class StepUpFactorTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Level3 = "urn:cognito:loa:3";
    private const string Level4 = "urn:cognito:loa:4";
    private const string AppHeading = "Open your authenticator app";

    [Fact]
    public async Task An_app_raises_a_token_to_the_highest_level()
    {
        var person = await JoinAsync("SOFTWARE_TOKEN_MFA");

        var asked = await RaiseAsync(person, Level4);
        asked.Text("ChallengeName").ShouldBe("SOFTWARE_TOKEN_MFA");
        var answer = await person.World.AnswerAsync(asked, "SOFTWARE_TOKEN_MFA_CODE", person.App.Code());

        CodeWorld.ClaimsOf(answer.ShouldSucceed(), "IdToken").GetProperty("acr").GetString().ShouldBe(Level4);
        CodeWorld.AmrOf(answer).ShouldBe(["pwd", "otp", "mfa"]);
    }

    [Fact]
    public async Task A_recovery_code_raises_nothing()
    {
        var person = await JoinAsync("SOFTWARE_TOKEN_MFA");

        var asked = await RaiseAsync(person, Level4);
        var still = await person.World.AnswerAsync(asked, "RECOVERY_CODE", person.RecoveryCodes[0]);

        still.ShouldSucceed().Text("ChallengeName").ShouldBe("SOFTWARE_TOKEN_MFA");
        var answer = await person.World.AnswerAsync(still, "SOFTWARE_TOKEN_MFA_CODE", person.App.Code());
        CodeWorld.ClaimsOf(answer.ShouldSucceed(), "IdToken").GetProperty("acr").GetString().ShouldBe(Level4);
    }

    [Fact]
    public async Task A_passkey_raises_a_token_to_the_third_level_and_no_further()
    {
        var person = await JoinAsync("WEB_AUTHN");

        var asked = await RaiseAsync(person, $"{Level4} {Level3}");
        asked.Text("ChallengeName").ShouldBe("WEB_AUTHN");
        var credential = person.Passkey.Use(asked.Text("ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS")!);
        var answer = await person.World.AnswerAsync(asked, "CREDENTIAL", credential);

        CodeWorld.ClaimsOf(answer.ShouldSucceed(), "IdToken").GetProperty("acr").GetString().ShouldBe(Level3);
        asked = await RaiseAsync(person, Level4);
        person.Passkey.Counter++;
        credential = person.Passkey.Use(asked.Text("ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS")!);
        (await person.World.AnswerAsync(asked, "CREDENTIAL", credential)).ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task On_the_pages_a_session_that_is_too_old_asks_anew()
    {
        var (person, app) = await AtPagesAsync();
        var walk = new PageWalk(server, app);
        (await walk.SignInAsync()).ShouldBeSignedIn();
        await person.World.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["SOFTWARE_TOKEN_MFA"]);
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        var since = server.Clock.GetUtcNow();

        (await BeginAsync(walk, ("max_age", "60"))).ShouldShow(AppHeading);
        var answer = await walk.SubmitAsync(("code", person.App.Code()));

        var claims = await ClaimsAsync(walk, answer);
        claims.GetProperty("acr").GetString().ShouldBe(Level4);
        claims.GetProperty("auth_time").GetInt64().ShouldBeGreaterThanOrEqualTo(since.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task On_the_pages_a_passkey_answers_the_third_level_and_not_the_fourth()
    {
        var (person, app) = await AtPagesAsync();
        await person.World.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["WEB_AUTHN"]);

        foreach (var (level, isAnswered) in new[] { (Level3, true), (Level4, false) })
        {
            var tab = new PasskeyTab(server, app);
            await tab.FollowAsync(await tab.Tab.OpenAsync($"{app.Issuer}/oauth2/authorize{app.Query(("acr_values", level))}"));
            person.Passkey.Counter++;
            var answer = await tab.SignInAsync(person.Passkey);

            var next = answer.Location is null ? answer : await tab.FollowAsync(answer);
            (next.Parameter("code") is not null).ShouldBe(isAnswered, next.Body);
        }
    }

    private static async Task<Answer> BeginAsync(PageWalk walk, (string, string?) parameter)
    {
        var asked = await walk.Tab.OpenAsync($"{walk.App.Issuer}/oauth2/authorize{walk.App.Query(parameter)}");
        asked.Location.ShouldNotBeNull().ShouldContain("/login?");
        await walk.Tab.OpenAsync(asked.Location!);
        return await walk.SubmitAsync(("username", "alice"), ("password", SignInWorld.Password));
    }

    private static async Task<System.Text.Json.JsonElement> ClaimsAsync(PageWalk walk, Answer answer)
    {
        answer.ShouldBeSignedIn();
        var code = (await walk.Tab.OpenAsync(answer.Location!)).Parameter("code").ShouldNotBeNull();
        return (await walk.App.ExchangeAsync(code)).Claims("id_token");
    }

    private async Task<(SignInPerson Person, TestApp App)> AtPagesAsync()
    {
        var person = await JoinAsync();
        return (person, await TestApp.OfPoolAsync(server, person.World.SignIn.PoolId));
    }

    /// <summary>Somebody whose access token tells of a password alone.</summary>
    private async Task<SignInPerson> JoinAsync(params string[] factors)
    {
        var world = await CodeWorld.CreateAsync(
            server,
            "OFF",
            new
            {
                Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "WEB_AUTHN" } } },
                DeviceConfiguration = new { ChallengeRequiredOnNewDevice = true, DeviceOnlyRememberedOnUserPrompt = true },
            },
            new { ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH" } });
        await new PasskeyWorld(world.SignIn).ConfigureAsync(new { FactorConfiguration = "MULTI_FACTOR_WITH_USER_VERIFICATION" });
        await new MfaWorld(world.SignIn).ConfigureAsync("OPTIONAL");
        var person = await SignInPerson.CreateAsync(world, "alice");
        await person.BecomeAsync(new SignInSetting("OPTIONAL", 1, factors));
        server.Clock.Advance(TimeSpan.FromSeconds(30));
        return person;
    }

    private async Task<ApiAnswer> RaiseAsync(SignInPerson person, string levels) =>
        (await server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_AUTH",
            ClientId = person.World.SignIn.Client.Id,
            AuthParameters = new { USERNAME = "alice", ACCESS_TOKEN = person.AccessToken, TARGET_ACR_VALUES = levels },
        })).ShouldSucceed();
}
