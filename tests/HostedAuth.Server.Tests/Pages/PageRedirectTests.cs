using System.Net;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Pages;

public sealed class PageRedirectTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_page_sends_the_browser_back_to_an_address_that_is_not_ASCII_with_the_error()
    {
        const string callback = "https://app.example.com/zurück";
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool, new
        {
            AllowedOAuthFlows = new[] { "code" },
            AllowedOAuthScopes = new[] { "openid" },
            CallbackURLs = new[] { callback },
        });

        using var answer = await server.Http.GetAsync(
            $"/{pool}/login?client_id={client.Id}&response_type=token&redirect_uri={Uri.EscapeDataString(callback)}");

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.GetValues("Location").Single()
            .ShouldStartWith("https://app.example.com/zur%C3%BCck#error=unauthorized_client");
    }
}
