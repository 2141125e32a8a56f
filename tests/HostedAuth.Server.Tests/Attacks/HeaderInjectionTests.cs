using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>No parameter, wherever it is given back, writes a header of its own (CWE-113).</summary>
public sealed class HeaderInjectionTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    public static TheoryData<string> Endpoints =>
        ["/oauth2/authorize", "/login", "/signup", "/forgotPassword", "/logout", "/logout/confirm", "/error", "/signedout"];

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Line_breaks_in_a_parameter_never_reach_the_headers(string path)
    {
        var app = await TestApp.CreateAsync(server);
        var cookie = await app.SignInAsync();
        string[] breaks = ["\r\n", "\n", "\r", "\u2028", "\u010d\u010a"];
        foreach (var (name, text) in OddRequest.Constants.Keys.SelectMany(_ => breaks, (name, text) => (name, text)))
        {
            var query = app.Query(("logout_uri", TestApp.SignedOut), ("prompt", "none"), (name, $"x{text}Set-Cookie: evil=1{text}X-Evil: 1"));

            ShouldBeClean(await app.GetAsync($"{path}{query}", cookie), name);
            ShouldBeClean(await app.GetAsync($"{path}{query}"), name);
        }
    }

    [Theory]
    [InlineData("/oauth2/token")]
    [InlineData("/oauth2/revoke")]
    [InlineData("/oauth2/userInfo")]
    [InlineData("/oauth2/authorize")]
    [InlineData("/logout")]
    public async Task Nor_do_they_from_a_form(string path)
    {
        var app = await TestApp.CreateAsync(server);
        foreach (var name in OddRequest.Constants.Keys)
        {
            var form = new[] { ("client_id", (string?)app.Client.Id), (name, "x\r\nSet-Cookie: evil=1\r\nX-Evil: 1") };

            ShouldBeClean(await app.PostAsync(path, form), name);
        }
    }

    [Theory]
    [InlineData("Origin")]
    [InlineData("Access-Control-Request-Headers")]
    [InlineData("Accept-Language")]
    [InlineData("If-None-Match")]
    public async Task Nor_does_a_header_come_back_with_more_than_was_asked(string name)
    {
        var app = await TestApp.CreateAsync(server);
        foreach (var path in (string[])["/oauth2/token", "/.well-known/openid-configuration", "/login"])
        {
            var answer = await app.SendAsync(
                HttpMethod.Options,
                path,
                request => request.Headers.TryAddWithoutValidation(name, "x\u0001, evil; y=\"1\", *"));

            ShouldBeClean(answer, name);
        }
    }

    private static void ShouldBeClean(Answer answer, string name)
    {
        answer.Status.ShouldBeLessThan(500, name);
        answer.Headers.Keys.ShouldNotContain("X-Evil", name);
        (answer.Header("Set-Cookie") ?? "").ShouldNotContain("evil", customMessage: name);
        answer.Headers.Values.ShouldAllBe(value => !value.Any(char.IsControl) && value.All(char.IsAscii), name);
    }
}
