using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Hosting;

/// <summary>A deployment with a public name, behind a proxy, whose pools answer at domains only.</summary>
public sealed class PublicAddressTests(PublicAddressTests.PublicServer server) : IClassFixture<PublicAddressTests.PublicServer>
{
    private const string Configuration = "/.well-known/openid-configuration";

    [Fact]
    public async Task Discovery_at_the_issuer_advertises_the_domain()
    {
        var (poolId, domain) = await CreateAsync();

        var answer = await GetAsync($"/{poolId}{Configuration}", "auth.example.com");

        answer.Text("issuer").ShouldBe($"https://auth.example.com/{poolId}");
        answer.Text("jwks_uri").ShouldBe($"https://auth.example.com/{poolId}/.well-known/jwks.json");
        answer.Text("token_endpoint").ShouldBe($"https://{domain}.pools.example.com/oauth2/token");
    }

    [Fact]
    public async Task Without_path_addresses_the_path_has_the_issuers_documents_only()
    {
        var (poolId, domain) = await CreateAsync();

        (await GetAsync($"/{poolId}/logout", "auth.example.com")).Status.ShouldBe(404);
        (await GetAsync("/logout", $"{domain}.pools.example.com")).Status.ShouldBe(303);
    }

    [Fact]
    public async Task On_https_the_cookie_belongs_to_the_host_alone()
    {
        var (poolId, domain) = await CreateAsync();

        var answer = await GetAsync("/logout", $"{domain}.pools.example.com");

        var cookie = answer.Header("Set-Cookie").ShouldNotBeNull();
        cookie.ShouldStartWith($"__Host-ha-sso-{poolId}=;");
        cookie.ShouldContain("; secure", Case.Insensitive);
        cookie.ShouldContain("; httponly", Case.Insensitive);
        cookie.ShouldContain("; path=/;", Case.Insensitive);
        cookie.ShouldNotContain("domain=", Case.Insensitive);
    }

    private async Task<(string PoolId, string Domain)> CreateAsync()
    {
        var poolId = await server.CreatePoolAsync();
        var domain = $"d{Guid.NewGuid():N}"[..20];
        (await server.CallAsync("CreateUserPoolDomain", new { UserPoolId = poolId, Domain = domain })).ShouldSucceed();
        return (poolId, domain);
    }

    private async Task<Answer> GetAsync(string path, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;
        using var response = await server.Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public sealed class PublicServer : HostedAuthServer
    {
        protected override IEnumerable<string> Arguments =>
        [
            "--PublicUrl=https://auth.example.com",
            "--DomainSuffix=pools.example.com",
            "--PathAddresses=false",
        ];
    }
}
