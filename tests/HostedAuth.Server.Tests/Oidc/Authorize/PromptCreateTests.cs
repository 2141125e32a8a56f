using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Pages;

namespace HostedAuth.Server.Tests.Oidc.Authorize;

/// <summary>Initiating User Registration via OpenID Connect 1.0: an app sends people to make an account.</summary>
public sealed class PromptCreateTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Heading = "Create your account";

    private static readonly (string, string?) Create = ("prompt", "create");

    [Fact]
    public async Task It_leads_to_the_sign_up_and_from_there_back_with_a_code()
    {
        var app = await CreateAsync();
        var browser = new AskedBrowser(server, app);

        (await browser.AskAsync(Create)).ShouldShow(Heading);
        var answer = await SignUpAsync(browser);

        (await app.ExchangeAsync(answer.Parameter("code")!)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Who_is_signed_in_is_led_there_too_and_goes_on_as_the_new_account()
    {
        var app = await CreateAsync();
        var browser = new AskedBrowser(server, app);
        await browser.AskAsync(Create);
        var first = await app.ExchangeAsync((await SignUpAsync(browser)).Parameter("code")!);

        (await browser.AskAsync()).Parameter("code").ShouldNotBeNull();
        (await browser.AskAsync(Create)).ShouldShow(Heading);
        var second = await app.ExchangeAsync((await SignUpAsync(browser)).Parameter("code")!);

        SubjectOf(second).ShouldNotBe(SubjectOf(first));
    }

    [Fact]
    public async Task Consent_comes_after_it()
    {
        var browser = new AskedBrowser(server, await CreateAsync());
        (await browser.AskAsync(("prompt", "create consent"))).ShouldShow(Heading);

        (await SignUpAsync(browser)).ShouldShow("Allow Bookworm?");

        (await browser.SubmitAsync(("answer", "allow"))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]
    public async Task Where_only_administrators_make_users_it_is_no_value()
    {
        var app = await TestApp.CreateAsync(server, pool: new { AdminCreateUserConfig = new { AllowAdminCreateUserOnly = true } });

        (await app.AuthorizeAsync(app.Query(Create))).ShouldTellTheClient("invalid_request");
        (await PromptsAsync(app)).ShouldBe("none login consent select_account");
    }

    [Fact]
    public async Task A_strict_pool_does_not_know_it_nor_tells_of_prompts()
    {
        var app = await TestApp.CreateAsync(server, pool: new
        {
            UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" },
        });

        (await app.AuthorizeAsync(app.Query(Create))).ShouldTellTheClient("invalid_request");
        (await app.GetAsync("/.well-known/openid-configuration")).Json
            .TryGetProperty("prompt_values_supported", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Discovery_tells_of_it_and_with_none_it_is_refused()
    {
        var app = await CreateAsync();

        (await PromptsAsync(app)).ShouldBe("none login consent select_account create");
        (await app.AuthorizeAsync(app.Query(("prompt", "none create")))).ShouldTellTheClient("invalid_request");
    }

    private static async Task<string> PromptsAsync(TestApp app) => string.Join(
        ' ',
        (await app.GetAsync("/.well-known/openid-configuration")).Json.GetProperty("prompt_values_supported").EnumerateArray());

    private static string? SubjectOf(Answer tokens) => tokens.Claims("id_token").GetProperty("sub").GetString();

    private async Task<Answer> SignUpAsync(AskedBrowser browser)
    {
        var email = People.NewEmail();
        (await browser.SubmitAsync(("username", email), ("password", People.Password))).ShouldShow("Confirm your account");
        return await browser.SubmitAsync(("code", await server.CodeToAsync(email)));
    }

    private Task<TestApp> CreateAsync() => TestApp.CreateAsync(
        server,
        client: new { ClientName = "Bookworm", ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" } },
        pool: new { UsernameAttributes = new[] { "email" }, AutoVerifiedAttributes = new[] { "email" } });
}
