using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Triggers;

namespace HostedAuth.Server.Tests.Pages;

public sealed class CustomChallengePageTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    private const string Heading = "One more question";

    [Fact]
    public async Task The_pools_own_question_is_asked_and_its_answer_signs_in()
    {
        var walk = await StartAsync(new { question = "What is 5 + 4?", inputType = "number", hint = "A digit" });

        var page = await walk.SayNameAsync();
        page.ShouldShow(Heading);
        page.Words().ShouldContain("What is 5 + 4?");
        page.Body.ShouldContain("inputmode=\"numeric\"");
        var again = await walk.SubmitAsync(("answer", "8"));
        again.ShouldShow(Heading);
        again.Body.ShouldContain("There is another question.");

        (await walk.SubmitAsync(("answer", "9"))).ShouldBeSignedIn();
    }

    [Fact]
    public async Task A_picture_may_come_from_its_own_host_and_from_no_other()
    {
        var walk = await StartAsync(new { imageUrl = "https://pictures.example/a.png?b=c", question = "What is this?" });

        var page = await walk.SayNameAsync();

        page.Body.ShouldContain("src=\"https://pictures.example/a.png?b=c\"");
        page.Header("Content-Security-Policy").ShouldNotBeNull().ShouldContain("img-src 'self' data: https://pictures.example:443;");
    }

    [Theory]
    [InlineData("http://pictures.example/a.png")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://a;script-src *@/x")]
    [InlineData("data:text/html,<script>")]
    [InlineData("\"><script>")]
    public async Task What_is_no_picture_is_not_shown(string image)
    {
        var walk = await StartAsync(new { imageUrl = image, question = "<b>What?</b>" });

        var page = await walk.SayNameAsync();

        page.ShouldShow(Heading);
        page.Body.ShouldNotContain("class=\"picture\"");
        page.Body.ShouldNotContain("<b>");
        page.Header("Content-Security-Policy").ShouldNotBeNull().ShouldContain("img-src 'self' data:;");
    }

    [Fact]
    public async Task Nobody_can_tell_a_name_that_is_known_from_one_that_is_not()
    {
        var walk = await StartAsync(new { question = "What is 5 + 4?" });

        var known = (await walk.SayNameAsync()).Words();
        var unknown = (await walk.SayNameAsync("nobody")).Words();

        unknown.ShouldBe(known);
    }

    [Theory]
    [InlineData("OFF", "ALLOW_USER_PASSWORD_AUTH", false)]
    [InlineData("OFF", "ALLOW_USER_PASSWORD_AUTH ALLOW_CUSTOM_AUTH", true)]
    [InlineData("ON", "ALLOW_USER_PASSWORD_AUTH ALLOW_CUSTOM_AUTH", false)]
    [InlineData("ON", "ALLOW_CUSTOM_AUTH", true)]
    public async Task Its_answer_signs_in_to_another_client_only_where_that_takes_it(string mfa, string flows, bool isTaken)
    {
        var walk = await StartAsync(new { question = "What is 5 + 4?" });
        var other = await walk.App.AndAnotherAsync(new { ExplicitAuthFlows = flows.Split(' ') });
        await AnswerAsync(walk, mfa);

        var answer = await walk.Tab.OpenAsync($"{other.Issuer}/oauth2/authorize{other.Query()}");

        (answer.Parameter("code") is not null).ShouldBe(isTaken);
        answer.Location.ShouldNotBeNull().Contains("/login?", StringComparison.Ordinal).ShouldBe(!isTaken);
        var own = await walk.Tab.OpenAsync($"{walk.App.Issuer}/oauth2/authorize{walk.App.Query()}");
        own.Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("OFF")]
    [InlineData("ON")]
    public async Task Its_answer_adds_no_passkey_that_would_sign_in_elsewhere(string mfa)
    {
        var walk = await StartAsync(new { question = "What is 5 + 4?" });
        var other = await walk.App.AndAnotherAsync(new { ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH" } });
        await AnswerAsync(walk, mfa);

        var own = await walk.OpenAsync("/passkeys/add");
        var elsewhere = await walk.Tab.OpenAsync($"{other.Issuer}/passkeys/add{other.Query()}");

        own.Status.ShouldBe(404);
        elsewhere.Status.ShouldBe(303, elsewhere.Body);
        elsewhere.Location.ShouldNotBeNull().ShouldContain("/login?");
    }

    [Fact]
    public async Task Who_gave_a_password_at_another_client_may_add_a_passkey_there()
    {
        var walk = await StartAsync(new { question = "What is 5 + 4?" });
        var other = new PageWalk(server, await walk.App.AndAnotherAsync(new { ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH" } }));
        (await other.SignInAsync()).ShouldBeSignedIn();

        (await other.OpenAsync("/passkeys/add")).ShouldShow("Sign in faster next time");
    }

    private async Task<PageWalk> StartAsync(object shown)
    {
        var app = await TestApp.CreateAsync(
            server,
            client: new { ExplicitAuthFlows = new[] { "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" } },
            pool: new
            {
                Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "WEB_AUTHN" } } },
                LambdaConfig = Asking.Config,
            });
        server.Handle(content => Answer(content, shown));
        await new SignInWorld(server, app.PoolId, app.Client).AddUserAsync("alice");
        return new PageWalk(server, app);
    }

    /// <summary>Signs in by the right answer, to a pool that demands a second factor or none.</summary>
    private async Task AnswerAsync(PageWalk walk, string mfa)
    {
        (await server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = walk.App.PoolId,
            MfaConfiguration = mfa,
            SoftwareTokenMfaConfiguration = mfa is "ON" ? new { Enabled = true } : null,
        })).ShouldSucceed();
        await walk.SayNameAsync();
        (await walk.SubmitAsync(("answer", "9"))).ShouldBeSignedIn();
    }

    private static object Answer(JsonObject content, object shown) => (string)content["triggerSource"]! switch
    {
        "DefineAuthChallenge_Authentication" => content["request"]!["session"]!.AsArray() is [.., { } last]
            && (bool)last["challengeResult"]!
                ? new { issueTokens = true, failAuthentication = false, challengeName = (string?)null }
                : new { issueTokens = false, failAuthentication = false, challengeName = (string?)"CUSTOM_CHALLENGE" },
        "CreateAuthChallenge_Authentication" => new
        {
            publicChallengeParameters = shown,
            privateChallengeParameters = new { answer = "9" },
        },
        _ => new { answerCorrect = (string?)content["request"]!["challengeAnswer"] == "9" },
    };
}
