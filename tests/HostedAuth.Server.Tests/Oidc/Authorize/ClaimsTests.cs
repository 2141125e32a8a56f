using System.Text.Json;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Authorize;

/// <summary>OIDC Core, section 5.5: claims asked for one by one.</summary>
public sealed class ClaimsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_claim_that_no_scope_opens_is_told_where_it_was_asked_for_after_a_refresh_too()
    {
        var app = await TestApp.CreateAsync(server);
        var claims = """{ "id_token": { "name": { "essential": true } }, "userinfo": { "phone_number": null } }""";

        var tokens = await app.ExchangeAsync(await app.CodeAsync(("claims", claims)));
        var refreshed = await app.RefreshAsync(tokens.Text("refresh_token")!);
        var userInfo = await app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {tokens.Text("access_token")}");

        foreach (var idToken in new[] { tokens.Claims("id_token"), refreshed.Claims("id_token") })
        {
            idToken.GetProperty("name").GetString().ShouldBe("Alice Example");
            idToken.TryGetProperty("phone_number", out _).ShouldBeFalse();
        }

        userInfo.Text("phone_number").ShouldBe("+12065550100");
        userInfo.Text("name").ShouldBeNull();
    }

    [Fact]
    public async Task What_the_client_may_not_read_is_not_told()
    {
        var app = await TestApp.CreateAsync(server, new { ReadAttributes = new[] { "email" } });
        var claims = """{"id_token":{"name":{"essential":true}},"userinfo":{"name":null}}""";

        var tokens = await app.ExchangeAsync(await app.CodeAsync(("claims", claims)));
        var userInfo = await app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {tokens.Text("access_token")}");

        tokens.Claims("id_token").TryGetProperty("name", out _).ShouldBeFalse();
        userInfo.Text("name").ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"id_token":{"name":{"value":"Alice Example"}}}""", true)]
    [InlineData("""{"id_token":{"name":{"values":["Bob","Alice Example"]}}}""", true)]
    [InlineData("""{"id_token":{"name":{"value":"Bob"}}}""", false)]
    [InlineData("""{"id_token":{"name":{"essential":true,"values":["Bob"]},"unknown":null}}""", false)]
    public async Task A_claim_is_told_where_its_value_is_the_one_asked_for(string claims, bool isTold)
    {
        var app = await TestApp.CreateAsync(server);

        var tokens = await app.ExchangeAsync(await app.CodeAsync(("claims", claims)));

        tokens.Claims("id_token").TryGetProperty("name", out _).ShouldBe(isTold);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"id_token":[]}""")]
    [InlineData("""{"id_token":{"name":"Alice"}}""")]
    [InlineData("""{"id_token":{"name":{"essential":"yes"}}}""")]
    [InlineData("""{"userinfo":{"name":{"values":"Alice"}}}""")]
    [InlineData("""{"userinfo":{"name":{"value":[[[[[[[[[1]]]]]]]]]}}}""")]
    public async Task What_has_another_form_is_refused(string claims)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("claims", claims)), await app.SignInAsync());

        answer.ShouldTellTheClient("invalid_request");
    }

    [Theory]
    [InlineData("""{"id_token":{"acr":{"essential":true,"values":["urn:cognito:loa:1"]}}}""", null)]
    [InlineData("""{"id_token":{"acr":{"values":["urn:cognito:loa:4"]}}}""", null)]
    [InlineData("""{"id_token":{"acr":{"essential":true,"value":"urn:cognito:loa:4"}}}""", "unmet_authentication_requirements")]
    [InlineData("""{"id_token":{"acr":{"essential":true,"values":["nobody-knows"]}}}""", "unmet_authentication_requirements")]
    public async Task An_essential_level_is_reached_or_refused(string claims, string? error)
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.AuthorizeAsync(app.Query(("claims", claims)), await app.SignInAsync());

        answer.Parameter("error").ShouldBe(error);
    }

    [Fact]
    public async Task A_sub_that_is_asked_for_must_be_the_one_who_is_signed_in()
    {
        var app = await TestApp.CreateAsync(server);
        var sub = (await app.TokensAsync()).Claims("id_token").GetProperty("sub").GetString();
        var claims = JsonSerializer.Serialize(new { id_token = new { sub = new { value = sub } } });
        var query = app.Query(("claims", claims));

        var asAlice = await app.AuthorizeAsync(query, await app.SignInAsync());
        var asBob = await app.AuthorizeAsync(query, await app.SignInAsync("bob"));
        var silent = await app.AuthorizeAsync($"{query}&prompt=none", await app.SignInAsync("bob"));
        var flow = asBob.Parameter("flow");
        var again = await app.AuthorizeAsync($"{query}&flow={flow}", await app.SignInAsync("bob", flow));

        asAlice.Parameter("code").ShouldNotBeNullOrEmpty();
        asBob.Location.ShouldNotBeNull().ShouldContain("/login?");
        silent.ShouldTellTheClient("login_required");
        again.ShouldTellTheClient("login_required");
    }
}
