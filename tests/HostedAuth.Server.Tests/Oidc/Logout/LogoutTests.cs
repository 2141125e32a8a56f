using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens.Keys;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Oidc.Logout;

/// <summary>/logout in Cognito's forms and as RP-Initiated Logout.</summary>
public sealed class LogoutTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Cognitos_form_ends_the_session_and_leads_to_the_registered_address()
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = await app.SignInAsync();

        var answer = await app.GetAsync(Logout(("client_id", app.Client.Id), ("logout_uri", TestApp.SignedOut)), cookie);

        answer.Status.ShouldBe(303);
        answer.Location.ShouldBe(TestApp.SignedOut);
        answer.Header("Set-Cookie").ShouldNotBeNull().ShouldContain($"ha-sso-{app.PoolId}=;");
        await ShouldBeSignedOutAsync(app, cookie);
    }

    [Fact]
    public async Task Cognitos_second_form_leads_to_the_login_page_with_the_request()
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = await app.SignInAsync();

        var answer = await app.GetAsync($"/logout{app.Query()}", cookie);

        answer.Location.ShouldNotBeNull().ShouldStartWith($"/{app.PoolId}/login?");
        answer.Parameter("redirect_uri").ShouldBe(TestApp.Callback);
        await ShouldBeSignedOutAsync(app, cookie);
    }

    [Fact]
    public async Task An_id_token_hint_proves_the_wish_and_the_state_comes_back()
    {
        var app = await TestApp.CreateAsync(server);
        var hint = (await app.TokensAsync()).Text("id_token");
        var cookie = await app.SignInAsync();

        var answer = await app.GetAsync(
            Logout(("id_token_hint", hint), ("post_logout_redirect_uri", TestApp.SignedOut), ("state", "a b&c")),
            cookie);

        answer.Location.ShouldBe($"{TestApp.SignedOut}?state=a%20b%26c");
        await ShouldBeSignedOutAsync(app, cookie);
    }

    [Fact]
    public async Task An_expired_id_token_is_as_good_a_hint()
    {
        var app = await TestApp.CreateAsync(server);
        var hint = (await app.TokensAsync()).Text("id_token");
        server.Clock.Advance(TimeSpan.FromDays(2));
        var cookie = await app.SignInAsync();

        var answer = await app.GetAsync(Logout(("id_token_hint", hint)), cookie);

        answer.Location.ShouldBe($"/{app.PoolId}/signedout");
        await ShouldBeSignedOutAsync(app, cookie);
    }

    [Fact]
    public async Task A_hint_whose_key_is_published_no_more_is_one_still_and_the_key_signs_nothing_more()
    {
        var app = await TestApp.CreateAsync(server);
        var tokens = await app.TokensAsync();
        var hint = tokens.Text("id_token")!;
        await RetireKeysAsync(app);
        await PassAsync(KeyRotation.RetiredPeriod);
        var cookie = await app.SignInAsync();

        var silent = await app.AuthorizeAsync(app.Query(("id_token_hint", hint), ("prompt", "none")), cookie);
        var changed = await app.GetAsync(Logout(("id_token_hint", $"{hint[..^4]}AAAA")), cookie);
        var left = await app.GetAsync(Logout(("id_token_hint", hint)), cookie);

        silent.Parameter("code").ShouldNotBeNullOrEmpty(silent.Location);
        changed.ShouldStayHere("invalid_request");
        left.Location.ShouldBe($"/{app.PoolId}/signedout");
        await ShouldBeSignedOutAsync(app, cookie);
        var kid = PublishedKeys.HeaderOf(hint).GetProperty("kid").GetString()!;
        (await PublishedKeys.ReadAsync(app)).Have(kid).ShouldBeFalse();
        (await server.InPoolAsync(app.PoolId, services => services.GetRequiredService<HostedAuthDbContext>()
            .SigningKeys.Where(key => key.Kid == kid).Select(key => key.SealedPrivateKey).SingleAsync())).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hint_of_more_than_a_year_ago_is_none()
    {
        var app = await TestApp.CreateAsync(server);
        var hint = (await app.TokensAsync()).Text("id_token");
        await RetireKeysAsync(app);
        await PassAsync(KeyRotation.RetiredPeriod);

        await PassAsync(KeyRotation.ArchivePeriod);

        (await app.GetAsync(Logout(("id_token_hint", hint)))).ShouldStayHere("invalid_request");
    }

    [Fact]
    public async Task An_address_with_a_query_keeps_it()
    {
        var app = await TestApp.CreateAsync(server);
        var hint = (await app.TokensAsync()).Text("id_token");

        var answer = await app.GetAsync(Logout(
            ("id_token_hint", hint),
            ("post_logout_redirect_uri", $"{TestApp.SignedOut}?with=query"),
            ("state", "s")));

        answer.Location.ShouldBe($"{TestApp.SignedOut}?with=query&state=s");
    }

    [Fact]
    public async Task Without_proof_the_person_is_asked_and_the_session_lives()
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = await app.SignInAsync();
        var query = Logout(("client_id", app.Client.Id), ("post_logout_redirect_uri", TestApp.SignedOut));

        var asked = await app.GetAsync(query, cookie);
        var bare = await app.GetAsync("/logout", cookie);

        asked.Location.ShouldNotBeNull().ShouldStartWith($"/{app.PoolId}/logout/confirm?client_id=");
        bare.Location.ShouldBe($"/{app.PoolId}/logout/confirm");
        (await app.AuthorizeAsync(app.Query(), cookie)).Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_hint_of_somebody_else_proves_nothing()
    {
        var app = await TestApp.CreateAsync(server);
        var hint = (await app.TokensAsync()).Text("id_token");
        var bob = await app.SignInAsync("bob");

        var answer = await app.GetAsync(Logout(("id_token_hint", hint)), bob);

        answer.Location.ShouldNotBeNull().ShouldContain("/logout/confirm?");
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_signed_out_already()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.GetAsync("/logout");

        answer.Location.ShouldBe($"/{app.PoolId}/signedout");
    }

    [Theory]
    [InlineData("logout_uri", "https://evil.example/")]
    [InlineData("logout_uri", "https://app.example/bye/")]
    [InlineData("logout_uri", "https://app.example/bye?more=1")]
    [InlineData("logout_uri", "https://app.example/callback")]
    [InlineData("logout_uri", "//app.example/bye")]
    [InlineData("post_logout_redirect_uri", "https://evil.example/")]
    [InlineData("post_logout_redirect_uri", "https://app.example/bye?more=1")]
    [InlineData("redirect_uri", "https://evil.example/")]
    public async Task An_unregistered_address_is_refused_on_our_page(string name, string address)
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = await app.SignInAsync();

        var answer = await app.GetAsync(
            Logout(("client_id", app.Client.Id), ("response_type", "code"), (name, address)),
            cookie);

        answer.ShouldStayHere("redirect_mismatch");
        (await app.AuthorizeAsync(app.Query(), cookie)).Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_changed_hint_and_one_of_another_client_are_refused()
    {
        var app = await TestApp.CreateAsync(server);
        var other = await app.AndAnotherAsync();
        var hint = (await app.TokensAsync()).Text("id_token")!;

        var changed = await app.GetAsync(Logout(("id_token_hint", $"{hint[..^8]}{(hint[^8] == 'A' ? 'B' : 'A')}{hint[^7..]}")));
        var foreign = await app.GetAsync(Logout(("id_token_hint", hint), ("client_id", other.Client.Id)));

        changed.ShouldStayHere("invalid_request");
        foreign.ShouldStayHere("invalid_request");
    }

    [Fact]
    public async Task Logout_ends_the_tokens_of_the_session()
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = await app.SignInAsync();
        var code = (await app.AuthorizeAsync(app.Query(), cookie)).Parameter("code")!;
        var token = (await app.ExchangeAsync(code)).Text("refresh_token")!;

        await app.GetAsync(Logout(("client_id", app.Client.Id), ("logout_uri", TestApp.SignedOut)), cookie);

        (await app.RefreshAsync(token)).ShouldRefuse(400, "invalid_grant");
    }

    [Fact]
    public async Task A_post_becomes_a_get()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.PostAsync("/logout", [("client_id", app.Client.Id), ("logout_uri", TestApp.SignedOut)]);

        answer.Status.ShouldBe(303);
        answer.Location.ShouldNotBeNull().ShouldStartWith($"/{app.PoolId}/logout?client_id=");
    }

    private async Task RetireKeysAsync(TestApp app)
    {
        server.Clock.Advance(KeyRotation.LeadTime);
        (await server.CallAsync("RotateUserPoolSigningKeys", new { UserPoolId = app.PoolId })).ShouldSucceed();
    }

    private Task PassAsync(TimeSpan time)
    {
        server.Clock.Advance(time);
        return server.Services.GetRequiredService<KeyRotation>().RotateDueAsync(CancellationToken.None);
    }

    private static string Logout(params (string Name, string? Value)[] parameters) => $"/logout?{TestApp.Encode(parameters)}";

    private static async Task ShouldBeSignedOutAsync(TestApp app, string cookie) =>
        (await app.AuthorizeAsync(app.Query(), cookie)).Location.ShouldNotBeNull().ShouldContain("/login?");
}
