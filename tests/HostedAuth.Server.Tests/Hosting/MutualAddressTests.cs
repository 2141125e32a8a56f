using System.Net.Http.Headers;
using System.Text;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Oidc.Dpop;
using HostedAuth.Server.Tests.Oidc.Token;

namespace HostedAuth.Server.Tests.Hosting;

/// <summary>The address for clients that show certificates (RFC 8705, section 5), where it has a public name.</summary>
public sealed class MutualAddressTests(MutualAddressTests.MutualServer server) : IClassFixture<MutualAddressTests.MutualServer>
{
    private const string Public = "https://auth.example";
    private const string Mutual = "https://mtls.example";

    [Theory]
    [InlineData("mtls.example", Mutual, 200)]
    [InlineData("auth.example", Public, 200)]
    [InlineData("mtls.example", "https://evil.example", 400)]
    [InlineData("localhost", "http://localhost", 400)]
    [InlineData("127.0.0.1:8080", "http://127.0.0.1:8080", 400)]
    public async Task A_proof_is_good_for_the_addresses_that_discovery_tells_and_for_no_other(string host, string address, int status)
    {
        var app = await ClientCredentialsTests.MachineAsync(server);
        using var key = new ProofKey();
        var proof = key.Prove("POST", $"{address}/{app.PoolId}/oauth2/token", server.Clock.GetUtcNow());

        var answer = await TokenAsync(app, host, app.Basic(), proof);

        answer.Status.ShouldBe(status, answer.Body);
        if (status != 200)
        {
            answer.ShouldRefuse(400, "invalid_dpop_proof");
        }
    }

    [Fact]
    public async Task The_host_for_certificates_is_nobodys_domain()
    {
        var poolId = await server.CreatePoolAsync();

        var answer = await server.CallAsync("CreateUserPoolDomain", new
        {
            UserPoolId = poolId,
            Domain = "mtls.example",
            CustomDomainConfig = new { CertificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1" },
        });

        answer.ShouldRefuse("InvalidParameterException", "Custom domain belongs to this deployment.");
    }

    [Theory]
    [InlineData(Mutual + "/{0}/oauth2/token", 200)]
    [InlineData(Mutual + "/{0}/oauth2/par", 200)]
    [InlineData(Public + "/{0}/oauth2/token", 200)]
    [InlineData(Mutual + "/us-east-1_AAAAAAAAA/oauth2/token", 401)]
    [InlineData("https://evil.example/{0}/oauth2/token", 401)]
    public async Task An_assertion_may_be_for_an_endpoint_at_it(string audience, int status)
    {
        var app = await ClientCredentialsTests.MachineAsync(server);
        var key = new ClientKey();
        await server.SetMetadataAsync(
            app.PoolId,
            app.Client.Id,
            new OAuthClientMetadata { TokenEndpointAuthMethod = "private_key_jwt", Jwks = key.Jwks });
        var assertion = key.Sign(app.AssertionClaims(
            server.Clock.GetUtcNow(),
            ("aud", audience.Replace("{0}", app.PoolId, StringComparison.Ordinal))));

        var answer = await TokenAsync(
            app, "mtls.example", authorization: null, proof: null, ClientAssertionTests.Type, ("client_assertion", assertion));

        answer.Status.ShouldBe(status, answer.Body);
    }

    [Fact]
    public async Task What_discovery_names_answers_there()
    {
        var poolId = await server.CreatePoolAsync();
        var aliases = (await SendAsync(HttpMethod.Get, "auth.example", $"/{poolId}/.well-known/openid-configuration"))
            .Json.GetProperty("mtls_endpoint_aliases").EnumerateObject().Select(alias => alias.Value.GetString()!).ToList();

        aliases.ShouldContain($"{Mutual}/{poolId}/oauth2/token");
        foreach (var alias in aliases)
        {
            (await SendAsync(HttpMethod.Put, "mtls.example", new Uri(alias).AbsolutePath)).Status.ShouldBe(405, alias);
        }
    }

    [Theory]
    [InlineData("/{0}/oauth2/authorize")]
    [InlineData("/{0}/oauth2/register")]
    [InlineData("/{0}/login")]
    [InlineData("/{0}/logout")]
    [InlineData("/{0}/account")]
    [InlineData("/{0}")]
    [InlineData("/")]
    [InlineData("/mailbox")]
    public async Task No_page_answers_there_and_nothing_else(string path)
    {
        var poolId = await server.CreatePoolAsync();

        var answer = await SendAsync(HttpMethod.Get, "mtls.example", path.Replace("{0}", poolId, StringComparison.Ordinal));

        answer.Status.ShouldBe(404, answer.Body);
    }

    private async Task<Answer> TokenAsync(
        TestApp app,
        string host,
        string? authorization,
        string? proof,
        params (string Name, string? Value)[] more)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{app.PoolId}/oauth2/token")
        {
            Content = new StringContent(TestApp.Encode([("grant_type", "client_credentials"), .. more]), Encoding.UTF8),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        request.Headers.Host = host;
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.TryAddWithoutValidation("DPoP", proof);
        using var response = await server.Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    private async Task<Answer> SendAsync(HttpMethod method, string host, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Host = host;
        using var response = await server.Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public sealed class MutualServer : HostedAuthServer
    {
        protected override IEnumerable<string> Arguments =>
            [$"--PublicUrl={Public}", $"--ClientCertificates:PublicUrl={Mutual}"];
    }
}
