using System.Net.Http.Headers;
using System.Text;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using HostedAuth.Server.Tests.Oidc.Dpop;
using HostedAuth.Server.Tests.Oidc.Token;

namespace HostedAuth.Server.Tests.Hosting;

/// <summary>
/// FAPI 2.0 by a client whom its certificate proves and whose tokens DPoP binds: everything it sends itself goes to the address
/// for certificates, as discovery says; the browser stays at the other.
/// </summary>
public sealed class MutualFapiTests(MutualFapiTests.Server server) : IClassFixture<MutualFapiTests.Server>, IDisposable
{
    private const string Public = "https://auth.example";
    private const string Mutual = "https://mtls.example";
    private const string Subject = "CN=bank";

    private readonly ProofKey _key = new();

    [Fact]
    public async Task A_client_with_a_certificate_and_a_key_gets_from_a_pushed_request_to_userInfo()
    {
        var app = await TestApp.CreateAsync(server);
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, new OAuthClientMetadata
        {
            SecurityProfile = "fapi2",
            TokenEndpointAuthMethod = "tls_client_auth",
            TlsClientAuthSubjectDn = Subject,
            DpopBoundAccessTokens = true,
            RequirePushedAuthorizationRequests = true,
        });

        var pushed = await PostAsync(app, "/oauth2/par",
        [
            ("client_id", app.Client.Id), ("response_type", "code"), ("redirect_uri", TestApp.Callback), ("scope", "openid email"),
            ("code_challenge", TestApp.Challenge), ("code_challenge_method", "S256"),
        ]);
        pushed.Status.ShouldBe(201, pushed.Body);
        var granted = await SendAsync("auth.example", new(
            HttpMethod.Get,
            $"/{app.PoolId}/oauth2/authorize?{TestApp.Encode([("client_id", app.Client.Id), ("request_uri", pushed.Text("request_uri"))])}")
        {
            Headers = { { "Cookie", $"__Host-{await app.SignInAsync()}" } },
        });
        var tokens = await PostAsync(app, "/oauth2/token",
        [
            ("client_id", app.Client.Id), ("grant_type", "authorization_code"), ("code", granted.Parameter("code")),
            ("redirect_uri", TestApp.Callback), ("code_verifier", TestApp.Verifier),
        ]);
        tokens.Status.ShouldBe(200, $"{granted.Location} {tokens.Body}");
        var token = tokens.Text("access_token")!;
        var about = await SendAsync("mtls.example", new(HttpMethod.Get, $"/{app.PoolId}/oauth2/userInfo")
        {
            Headers = { { "Authorization", $"DPoP {token}" }, { "DPoP", Proof(app, "GET", "/oauth2/userInfo", token) } },
        });

        granted.Parameter("iss").ShouldBe($"{Public}/{app.PoolId}");
        tokens.Text("token_type").ShouldBe("DPoP");
        about.Status.ShouldBe(200, about.Body);
        about.Text("email").ShouldBe("alice@example.com");
    }

    public void Dispose() => _key.Dispose();

    private string Proof(TestApp app, string method, string path, string? token = null) =>
        _key.Prove(method, $"{Mutual}/{app.PoolId}{path}", server.Clock.GetUtcNow(), token);

    private Task<Answer> PostAsync(TestApp app, string path, (string Name, string? Value)[] form)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/{app.PoolId}{path}")
        {
            Content = new StringContent(TestApp.Encode(form), Encoding.UTF8),
            Headers =
            {
                { "DPoP", Proof(app, "POST", path) },
                { "Client-Cert", $":{Convert.ToBase64String(server.Authority.Issue(Subject))}:" },
            },
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return SendAsync("mtls.example", request);
    }

    private async Task<Answer> SendAsync(string host, HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.Host = host;
            using var response = await server.Http.SendAsync(request);
            return await Answer.ReadAsync(response);
        }
    }

    public sealed class Server : TlsClientAuthTests.Server
    {
        protected override IEnumerable<string> Arguments =>
            [.. base.Arguments, $"--PublicUrl={Public}", $"--ClientCertificates:PublicUrl={Mutual}"];
    }
}
