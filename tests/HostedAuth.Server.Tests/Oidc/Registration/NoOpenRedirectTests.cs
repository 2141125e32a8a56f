using System.Net;
using System.Text.RegularExpressions;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Registration;

/// <summary>A client that anybody registered sends no browser on before a person did something (RFC 9700, section 4.11.2).</summary>
public sealed class NoOpenRedirectTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Phish = "https://phish.example/login";

    [Theory]
    [InlineData("/oauth2/authorize")]
    [InlineData("/login")]
    public async Task A_refused_request_stays_on_a_page_with_a_link(string path)
    {
        var (world, id) = await MakeAsync();

        var answer = await world.App.GetAsync(path + Query(world, id, ("scope", "zzz")));

        answer.Status.ShouldBe(303, answer.Body);
        var location = answer.Location.ShouldNotBeNull();
        location.ShouldStartWith($"/{world.PoolId}/error?error=invalid_scope&");
        var page = await world.App.GetAsync(location[$"/{world.PoolId}".Length..]);
        var link = WebUtility.HtmlDecode(Regex.Match(page.Body, "<a href=\"(https:[^\"]*)\"").Groups[1].Value);
        link.ShouldStartWith($"{Phish}?error=invalid_scope&");
        page.Body.ShouldContain("Go on to phish.example");
    }

    [Fact]
    public async Task An_address_that_is_not_sealed_makes_no_link()
    {
        var (world, _) = await MakeAsync();

        var page = await world.App.GetAsync($"/error?error=invalid_scope&back={Uri.EscapeDataString(Phish)}");

        page.Body.ShouldNotContain("phish.example");
    }

    [Theory]
    [InlineData("logout_uri", false)]
    [InlineData("logout_uri", true)]
    [InlineData("redirect_uri", true)]
    [InlineData("post_logout_redirect_uri", false)]
    public async Task A_mere_link_signs_nobody_out_and_leads_nowhere(string parameter, bool isSignedIn)
    {
        var (world, id) = await MakeAsync();
        var cookie = isSignedIn ? await world.App.SignInAsync() : null;
        var query = Query(world, id, ("redirect_uri", null), (parameter, Phish));

        var answer = await world.App.GetAsync($"/logout{query}", cookie);

        answer.Location.ShouldNotBeNull().ShouldStartWith($"/{world.PoolId}/logout/confirm?");
        if (cookie is not null)
        {
            (await world.App.AuthorizeAsync(world.App.Query(("prompt", "none")), cookie)).Parameter("code").ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task An_own_hint_leads_nobody_out_who_is_not_signed_in()
    {
        var (world, id) = await MakeAsync();
        var cookie = await world.App.SignInAsync();
        await server.AllowAsync(world.PoolId, "alice", id, new("https://phish.example", ["openid", "email"], []));
        var code = (await world.App.AuthorizeAsync(Query(world, id), cookie)).Parameter("code").ShouldNotBeNull();
        var hint = (await world.App.ExchangeAsync(code, ("client_id", id), ("redirect_uri", Phish))).Text("id_token");
        var path = $"/logout?id_token_hint={hint}&post_logout_redirect_uri={Uri.EscapeDataString(Phish)}";

        var visitor = await world.App.GetAsync(path);
        var somebodyElse = await world.App.GetAsync(path, await world.App.SignInAsync("bob"));
        var own = await world.App.GetAsync(path, cookie);

        visitor.Location.ShouldNotBeNull().ShouldStartWith($"/{world.PoolId}/logout/confirm?");
        somebodyElse.Location.ShouldNotBeNull().ShouldStartWith($"/{world.PoolId}/logout/confirm?");
        own.Location.ShouldBe(Phish);
        (await world.App.GetAsync(visitor.Location[$"/{world.PoolId}".Length..])).Body.ShouldContain("Then you go on to phish.example.");
    }

    [Theory]
    [InlineData("query")]
    [InlineData("form_post")]
    public async Task Prompt_none_leads_nobody_out_who_never_allowed_it(string mode)
    {
        var (world, id) = await MakeAsync();
        var query = Query(world, id, ("prompt", "none"), ("response_mode", mode));
        var cookie = await world.App.SignInAsync();

        var visitor = await world.App.AuthorizeAsync(query);
        var stranger = await world.App.AuthorizeAsync(query, cookie);

        visitor.Location.ShouldNotBeNull(visitor.Body).ShouldStartWith($"/{world.PoolId}/error?error=login_required&back=");
        stranger.Location.ShouldNotBeNull(stranger.Body).ShouldStartWith($"/{world.PoolId}/error?error=consent_required&back=");
        (await world.App.GetAsync(visitor.Location[$"/{world.PoolId}".Length..])).Body.ShouldContain("Go on to phish.example");
    }

    [Fact]
    public async Task Prompt_none_is_answered_in_a_frame_and_to_who_allowed_the_site_something()
    {
        var (world, id) = await MakeAsync();
        var query = Query(world, id, ("prompt", "none"));
        var cookie = await world.App.SignInAsync();
        await server.AllowAsync(world.PoolId, "alice", id, new("https://phish.example", ["openid"], []));

        var framed = await world.App.SendAsync(
            HttpMethod.Get, $"/oauth2/authorize{query}", request => request.Headers.Add("Sec-Fetch-Dest", "iframe"));
        var known = await world.App.AuthorizeAsync(Query(world, id, ("prompt", "none"), ("max_age", "0")), cookie);

        framed.Location.ShouldNotBeNull().ShouldStartWith($"{Phish}?error=login_required&");
        known.Location.ShouldNotBeNull().ShouldStartWith($"{Phish}?error=login_required&");
    }

    [Fact]
    public async Task Prompt_none_of_a_client_that_is_vouched_for_is_answered_at_the_client()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisterAsync(new { redirect_uris = new[] { Phish } }, await world.InitialTokenAsync(server));

        var answer = await world.App.AuthorizeAsync(Query(world, client.Text("client_id")!, ("prompt", "none")));

        answer.Location.ShouldNotBeNull().ShouldStartWith($"{Phish}?error=login_required&");
    }

    private async Task<(RegistrationWorld World, string Id)> MakeAsync()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync(new
        {
            redirect_uris = new[] { Phish },
            post_logout_redirect_uris = new[] { Phish },
            token_endpoint_auth_method = "none",
        });
        return (world, client.Text("client_id")!);
    }

    private static string Query(RegistrationWorld world, string id, params (string Name, string? Value)[] changes) =>
        world.App.Query([("client_id", id), ("redirect_uri", Phish), .. changes]);
}
