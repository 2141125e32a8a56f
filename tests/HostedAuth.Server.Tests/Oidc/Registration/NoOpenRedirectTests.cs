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

    private async Task<(RegistrationWorld World, string Id)> MakeAsync()
    {
        var world = await RegistrationWorld.CreateAsync(server);
        var client = await world.RegisteredAsync(
            new { redirect_uris = new[] { Phish }, post_logout_redirect_uris = new[] { Phish } });
        return (world, client.Text("client_id")!);
    }

    private static string Query(RegistrationWorld world, string id, params (string Name, string? Value)[] changes) =>
        world.App.Query([("client_id", id), ("redirect_uri", Phish), .. changes]);
}
