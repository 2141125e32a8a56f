using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Pages;

/// <summary>Claims asked for one by one (OIDC Core, section 5.5) are shown, allowed, remembered and taken back like scopes.</summary>
public sealed class SingleClaimsConsentTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Question = "Allow Bookworm?";
    private const string Phone = """{"userinfo":{"phone_number":{"essential":true}}}""";

    private static readonly (string, string?)[] Password = [("username", "alice"), ("password", SignInWorld.Password)];

    [Fact]
    public async Task They_are_shown_in_words_and_told_once_they_are_allowed_after_a_refresh_too()
    {
        var (app, browser) = await CreateAsync();
        var claims = """{"id_token":{"name":null,"custom:tier":null},"userinfo":{"phone_number":null,"email":null}}""";
        await browser.AskAsync(("claims", claims));

        var page = await browser.SubmitAsync(Password);
        var tokens = await app.ExchangeAsync((await browser.SubmitAsync(("answer", "allow"))).Parameter("code")!);
        var refreshed = await app.RefreshAsync(tokens.Text("refresh_token")!);
        var userInfo = await UserInfoAsync(app, refreshed);

        page.Words().ShouldContain(
            "Know that it is you See your email address See “tier” in your profile See your name See your phone number You are");
        foreach (var idToken in new[] { tokens.Claims("id_token"), refreshed.Claims("id_token") })
        {
            idToken.GetProperty("name").GetString().ShouldBe("Alice Example");
            idToken.GetProperty("custom:tier").GetString().ShouldBe("gold");
            idToken.TryGetProperty("phone_number", out _).ShouldBeFalse();
        }

        userInfo.Text("phone_number").ShouldBe("+12065550100");
        userInfo.Text("name").ShouldBeNull();
    }

    [Theory]
    [InlineData("de", "Ihre Telefonnummer sehen")]
    [InlineData("fr", "Voir votre numéro de téléphone")]
    [InlineData("es", "Ver su número de teléfono")]
    public async Task The_page_speaks_the_persons_language(string language, string words)
    {
        var (_, browser) = await CreateAsync();
        await browser.AskAsync(("claims", Phone), ("lang", language));

        (await browser.SubmitAsync(Password)).Words().ShouldContain(words);
    }

    [Fact]
    public async Task More_asks_again_and_no_more_does_not()
    {
        var (_, browser) = await CreateAsync();
        await AllowAsync(browser, ("claims", """{"userinfo":{"phone_number":null,"birthdate":null}}"""));

        (await browser.AskAsync()).Parameter("code").ShouldNotBeNull();
        (await browser.AskAsync(("claims", Phone))).Parameter("code").ShouldNotBeNull();
        (await browser.AskAsync(("claims", """{"id_token":{"phone_number":{"value":"+12065550100"}}}"""))).Parameter("code")
            .ShouldNotBeNull();
        (await browser.AskAsync(("claims", """{"userinfo":{"phone_number":null,"name":null}}"""))).ShouldShow(Question);
        (await browser.AskAsync(("scope", "openid email phone"))).ShouldShow(Question);
    }

    [Fact]
    public async Task What_an_allowed_scope_opens_is_allowed_one_by_one_too()
    {
        var (_, browser) = await CreateAsync();
        await AllowAsync(browser, ("scope", "openid email phone"));

        (await browser.AskAsync(("claims", Phone))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]
    public async Task Without_a_page_more_is_consent_required()
    {
        var (_, browser) = await CreateAsync();
        await AllowAsync(browser);

        (await browser.AskAsync(("claims", Phone), ("prompt", "none"))).ShouldTellTheClient("consent_required");
        await AllowAsync(browser, ("claims", Phone));
        (await browser.AskAsync(("claims", Phone), ("prompt", "none"))).Parameter("code").ShouldNotBeNull();
    }

    [Fact]
    public async Task What_nobody_could_tell_the_client_is_not_asked_and_never_shown()
    {
        var (_, browser) = await CreateAsync(new { ReadAttributes = new[] { "email" } });
        await AllowAsync(browser);

        (await browser.AskAsync(("claims", Phone))).Parameter("code").ShouldNotBeNull();
        (await browser.AskAsync(("claims", """{"userinfo":{"You have won! Call +1 555 0100":null}}"""))).Parameter("code")
            .ShouldNotBeNull();
    }

    [Fact]
    public async Task What_the_client_may_read_only_since_is_not_told_by_an_old_consent()
    {
        var (app, browser) = await CreateAsync(new { ReadAttributes = new[] { "email" } });
        await browser.AskAsync(("claims", Phone));
        await browser.SubmitAsync(Password);
        var tokens = await app.ExchangeAsync((await browser.SubmitAsync(("answer", "allow"))).Parameter("code")!);
        var client = (await server.CallAsync(
            "DescribeUserPoolClient", new { UserPoolId = app.PoolId, ClientId = app.Client.Id })).ShouldSucceed();
        var settings = client.Json.GetProperty("UserPoolClient").Deserialize<Dictionary<string, object>>()!;
        foreach (var name in new[] { "CreationDate", "LastModifiedDate", "ClientSecret" })
        {
            settings.Remove(name);
        }

        settings["ReadAttributes"] = new[] { "email", "phone_number" };
        (await server.CallAsync("UpdateUserPoolClient", settings)).ShouldSucceed();

        (await UserInfoAsync(app, await app.RefreshAsync(tokens.Text("refresh_token")!))).Text("phone_number").ShouldBeNull();
        (await browser.AskAsync(("claims", Phone))).ShouldShow(Question);
    }

    [Fact]
    public async Task They_are_listed_to_people_and_operators_and_gone_once_they_are_taken_back()
    {
        var (app, browser) = await CreateAsync();
        await AllowAsync(browser, ("claims", Phone));

        (await browser.OpenAsync("/consents")).Words()
            .ShouldContain("Bookworm may: Know that it is you See your email address See your phone number Allowed on");
        (await server.CallAsync("AdminListUserConsents", new { UserPoolId = app.PoolId, Username = "alice" }))
            .ShouldSucceed().Text("Consents.0.Claims.0").ShouldBe("phone_number");
        await browser.SubmitAsync(("client", app.Client.Id));

        (await browser.AskAsync(("claims", Phone))).ShouldShow(Question);
    }

    [Fact]
    public async Task A_form_that_was_shown_for_fewer_allows_no_more()
    {
        var (_, browser) = await CreateAsync();
        await browser.AskAsync(("claims", Phone));
        await browser.SubmitAsync(Password);
        browser.Tab.Action.ShouldContain("phone_number");
        browser.Tab.GoesTo(browser.Tab.Action.Replace("phone_number", "birthdate", StringComparison.Ordinal));

        (await browser.SubmitAsync(("answer", "allow"))).ShouldComplain("nothing was sent");
    }

    private static Task<Answer> UserInfoAsync(TestApp app, Answer tokens) =>
        app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {tokens.Text("access_token")}");

    /// <summary>Signs in where it is the first time, and allows.</summary>
    private static async Task AllowAsync(AskedBrowser browser, params (string Name, string? Value)[] changes)
    {
        var page = await browser.AskAsync(changes);
        if (!page.Body.Contains(Question, StringComparison.Ordinal))
        {
            page = await browser.SubmitAsync(Password);
        }

        page.ShouldShow(Question);
        (await browser.SubmitAsync(("answer", "allow"))).Parameter("code").ShouldNotBeNull();
    }

    private async Task<(TestApp App, AskedBrowser Browser)> CreateAsync(object? client = null)
    {
        string[] readable = ["email", "name", "birthdate", "phone_number", "custom:tier"];
        var app = await TestApp.CreateAsync(server, new { ClientName = "Other" }, new
        {
            Schema = new[] { new { Name = "tier", AttributeDataType = "String", Mutable = true } },
        });
        var members = JsonSerializer.SerializeToNode(client ?? new { ReadAttributes = readable })!;
        members["ClientName"] = "Bookworm";
        app = await app.AndAnotherAsync(members);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata { RequireConsent = true });
        await new SignInWorld(server, app.PoolId, app.Client).AddUserAsync("alice", attributes:
        [
            ("email", "alice@example.com"), ("name", "Alice Example"), ("birthdate", "1990-01-01"),
            ("phone_number", "+12065550100"), ("custom:tier", "gold"),
        ]);
        return (app, new AskedBrowser(server, app));
    }
}
