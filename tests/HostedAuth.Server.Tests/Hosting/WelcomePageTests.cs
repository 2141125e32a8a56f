using System.Net;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Hosting;

public sealed class WelcomePageTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("/", "HostedAuth is running")]
    [InlineData("/?code=abc", "Signed in")]
    [InlineData("/?error=access_denied", "access_denied")]
    public async Task The_first_sign_in_comes_back_to_a_page_that_says_what_an_app_would_do(string address, string text)
    {
        var page = await server.Http.GetStringAsync(address);

        page.ShouldContain(text);
    }

    [Theory]
    [InlineData("abc-DEF_123", "code=abc-DEF_123")]
    [InlineData("x;rm%20-rf%20~", "code=&#x2026;")]
    public async Task The_commands_to_paste_hold_a_code_and_nothing_else_from_the_address(string code, string shown)
    {
        var page = await server.Http.GetStringAsync($"/?code={code}");

        page.ShouldContain("/oauth2/token");
        page.ShouldContain(shown);
        page.ShouldNotContain("rm -rf");
    }

    [Fact]
    public async Task What_the_address_brings_is_shown_as_text()
    {
        var page = await server.Http.GetStringAsync("/?code=%3Cscript%3Ealert(1)%3C/script%3E");

        page.ShouldNotContain("<script>");
    }

    [Fact]
    public async Task Health_says_that_requests_can_be_served()
    {
        var answer = await server.Http.GetAsync("/health");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
