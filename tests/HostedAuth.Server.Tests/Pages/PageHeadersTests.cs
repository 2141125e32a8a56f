using System.Net;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Pages;

public sealed class PageHeadersTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_page_lets_nothing_foreign_in_and_is_kept_nowhere()
    {
        using var answer = await GetAsync("/error?error=redirect_mismatch");

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; script-src 'nonce-");
        policy.ShouldContain("form-action 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
    }

    [Fact]
    public async Task A_text_out_of_the_address_is_never_shown()
    {
        using var answer = await GetAsync("/error?error=call-this-number");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("call-this-number");
    }

    [Fact]
    public async Task An_address_without_a_page_is_answered_by_one_with_an_error_id()
    {
        using var answer = await GetAsync("/nothing/here");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Error id");
    }

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        return await server.Http.SendAsync(request);
    }
}
