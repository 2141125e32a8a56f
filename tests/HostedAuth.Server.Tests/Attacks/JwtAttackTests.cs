using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>Forged tokens at every endpoint that takes one of ours, over HTTP.</summary>
public sealed class JwtAttackTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task No_trick_with_algorithm_or_key_makes_an_access_token()
    {
        var (app, tokens, tricks) = await TricksAsync("access_token");
        (await UserInfoAsync(app, tokens.Text("access_token")!)).Status.ShouldBe(200);

        foreach (var (name, token) in tricks)
        {
            var answer = await UserInfoAsync(app, token);

            answer.Status.ShouldBe(401, name);
            answer.Header("WWW-Authenticate").ShouldNotBeNull(name).ShouldContain("invalid_token", customMessage: name);
        }
    }

    [Fact]
    public async Task Nor_a_hint_about_who_is_meant()
    {
        var (app, _, tricks) = await TricksAsync("id_token");
        var cookie = await app.SignInAsync();

        foreach (var (name, token) in tricks)
        {
            var asked = await app.AuthorizeAsync(app.Query(("id_token_hint", token)), cookie);

            asked.Error.ShouldBe("invalid_request", name);
            asked.Parameter("code").ShouldBeNull(name);
        }
    }

    [Fact]
    public async Task Nor_a_proof_that_a_person_wants_to_sign_out()
    {
        var (app, _, tricks) = await TricksAsync("id_token");
        var cookie = await app.SignInAsync();

        foreach (var (name, token) in tricks)
        {
            var answer = await app.GetAsync(
                $"/logout?id_token_hint={Uri.EscapeDataString(token)}&post_logout_redirect_uri={TestApp.SignedOut}", cookie);

            answer.Location.ShouldNotBeNull(name).ShouldContain("/error?", customMessage: name);
        }

        (await app.AuthorizeAsync(app.Query(), cookie)).Parameter("code").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Tokens_of_one_kind_are_none_of_another()
    {
        var (app, tokens, _) = await TricksAsync("id_token");
        var (id, access, refresh) = (tokens.Text("id_token")!, tokens.Text("access_token")!, tokens.Text("refresh_token")!);

        (await UserInfoAsync(app, id)).ShouldRefuse(401, "invalid_token");
        (await UserInfoAsync(app, refresh)).ShouldRefuse(401, "invalid_token");
        (await app.RefreshAsync(access)).ShouldRefuse(400, "invalid_grant");
        (await app.RefreshAsync(id)).ShouldRefuse(400, "invalid_grant");
        (await app.ExchangeAsync(access)).ShouldRefuse(400, "invalid_grant");
        (await app.AuthorizeAsync(app.Query(("id_token_hint", access)))).Error.ShouldBe("invalid_request");
    }

    [Fact]
    public async Task Tokens_of_another_pool_are_worth_nothing_here()
    {
        var (here, _, _) = await TricksAsync("id_token");
        var (_, tokens, _) = await TricksAsync("id_token");

        (await UserInfoAsync(here, tokens.Text("access_token")!)).ShouldRefuse(401, "invalid_token");
        (await here.RefreshAsync(tokens.Text("refresh_token")!)).ShouldRefuse(400, "invalid_grant");
        (await here.AuthorizeAsync(here.Query(("id_token_hint", tokens.Text("id_token"))))).Error.ShouldBe("invalid_request");
    }

    private async Task<(TestApp App, Answer Tokens, List<(string Name, string Token)> Tricks)> TricksAsync(string member)
    {
        var app = await TestApp.CreateAsync(server);
        var tokens = await app.TokensAsync();
        var keys = (await app.GetAsync("/.well-known/jwks.json")).Json;
        return (app, tokens, [.. JwtTricks.Of(tokens.Text(member)!, keys)]);
    }

    private static Task<Answer> UserInfoAsync(TestApp app, string token) =>
        app.GetAsync("/oauth2/userInfo", authorization: $"Bearer {token}");
}
