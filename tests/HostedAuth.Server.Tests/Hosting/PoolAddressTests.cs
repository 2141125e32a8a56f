using System.Net;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Hosting;

/// <summary>Which pool a request is about, and what answers where.</summary>
public sealed class PoolAddressTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Configuration = "/.well-known/openid-configuration";

    [Fact]
    public async Task A_pool_answers_below_its_path()
    {
        var poolId = await server.CreatePoolAsync();

        var answer = await GetAsync($"http://localhost:5080/{poolId}{Configuration}");

        answer.Status.ShouldBe(200);
        answer.Text("issuer").ShouldBe($"{HostedAuthServer.BaseAddress}/{poolId}");
    }

    [Fact]
    public async Task A_pool_with_a_domain_answers_there_too()
    {
        var poolId = await server.CreatePoolAsync();
        var domain = await GiveDomainAsync(poolId);

        var answer = await GetAsync($"http://{domain}.localhost:5080{Configuration}");
        var shouted = await GetAsync($"http://{domain.ToUpperInvariant()}.LOCALHOST:5080{Configuration}");

        answer.Text("issuer").ShouldBe($"{HostedAuthServer.BaseAddress}/{poolId}");
        shouted.Status.ShouldBe(200);
    }

    [Fact]
    public async Task With_the_local_suffix_discovery_keeps_the_path_form()
    {
        var poolId = await server.CreatePoolAsync();
        var domain = await GiveDomainAsync(poolId);

        var answer = await GetAsync($"http://{domain}.localhost:5080{Configuration}");

        answer.Text("token_endpoint").ShouldBe($"{HostedAuthServer.BaseAddress}/{poolId}/oauth2/token");
    }

    [Theory]
    [InlineData("http://nobody.localhost:5080/login")]
    [InlineData("http://evil.example/")]
    [InlineData("http://localhost:5080/us-east-1_Unknown99/login")]
    [InlineData("http://localhost:5080/us-east-1_Unknown99")]
    public async Task An_unknown_pool_is_not_found(string address)
    {
        var answer = await GetAsync(address);

        answer.Status.ShouldBe(404);
        answer.Header("Content-Type").ShouldNotBeNull().ShouldStartWith("text/plain");
    }

    [Theory]
    [InlineData("http://nobody.localhost:5080/login")]
    [InlineData("http://localhost:5080/us-east-1_Unknown99/login")]
    public async Task A_browser_at_an_unknown_pool_sees_our_page_with_its_look(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await server.Http.SendAsync(request);
        var html = await answer.Content.ReadAsStringAsync();
        var stylesheet = html.Split("rel=\"stylesheet\" href=\"")[1].Split('"')[0];
        var look = await GetAsync(new Uri(new Uri(address), stylesheet).ToString());

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        html.ShouldContain("There is nothing here");
        look.Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("/mailbox")]
    [InlineData("/mailbox/api/messages")]
    [InlineData("/error")]
    [InlineData("/assets/../mailbox")]
    public async Task At_a_domain_of_no_pool_a_browser_finds_nothing_but_the_error_page(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://evil.example{path}");
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await server.Http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_API_and_the_mailbox_answer_at_the_base_host_alone()
    {
        var poolId = await server.CreatePoolAsync();
        var domain = await GiveDomainAsync(poolId);

        foreach (var address in new[] { $"http://{domain}.localhost:5080", $"http://localhost:5080/{poolId}" })
        {
            (await SendAsync(HttpMethod.Post, $"{address}/")).Status.ShouldBe(404);
            (await GetAsync($"{address}/mailbox")).Status.ShouldBe(404);
        }
    }

    [Fact]
    public async Task The_base_host_has_no_pools_endpoints()
    {
        (await GetAsync($"http://localhost:5080{Configuration}")).Status.ShouldBe(404);
        (await SendAsync(HttpMethod.Post, "http://localhost:5080/oauth2/token")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_domain_taken_away_answers_no_more()
    {
        var poolId = await server.CreatePoolAsync();
        var domain = await GiveDomainAsync(poolId);
        await server.CallAsync("DeleteUserPoolDomain", new { UserPoolId = poolId, Domain = domain });

        var answer = await GetAsync($"http://{domain}.localhost:5080{Configuration}");

        answer.Status.ShouldBe(404);
    }

    private async Task<string> GiveDomainAsync(string poolId)
    {
        var domain = $"d{Guid.NewGuid():N}"[..20];
        (await server.CallAsync("CreateUserPoolDomain", new { UserPoolId = poolId, Domain = domain })).ShouldSucceed();
        return domain;
    }

    private Task<Answer> GetAsync(string address) => SendAsync(HttpMethod.Get, address);

    private async Task<Answer> SendAsync(HttpMethod method, string address)
    {
        using var request = new HttpRequestMessage(method, new Uri(address));
        using var response = await server.Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }
}
