using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc.Introspection;

namespace HostedAuth.Server.Tests.Oidc.Senders;

/// <summary>Tokens bound to the client's certificate (RFC 8705, sections 3 and 4), which a proxy hands on here.</summary>
public sealed class CertificateBoundTokenTests(CertificateBoundTokenTests.Server server)
    : IClassFixture<CertificateBoundTokenTests.Server>, IDisposable
{
    private const string Header = "Client-Cert";
    private const string UserInfo = "/oauth2/userInfo";

    private readonly X509Certificate2 _certificate = Make();
    private readonly X509Certificate2 _other = Make();

    [Fact]
    public async Task The_access_token_names_the_certificate_and_stays_a_Bearer_token()
    {
        var app = await CreateAsync(new { GenerateSecret = true });

        var tokens = await ExchangeAsync(app, _certificate);
        var asked = await app.IntrospectAsync(tokens.Text("access_token")!);

        tokens.Status.ShouldBe(200, tokens.Body);
        tokens.Text("token_type").ShouldBe("Bearer");
        var thumbprint = Base64Url.EncodeToString(SHA256.HashData(_certificate.RawData));
        tokens.Claims("access_token").GetProperty("cnf").GetProperty("x5t#S256").GetString().ShouldBe(thumbprint);
        asked.Json.GetProperty("cnf").GetProperty("x5t#S256").GetString().ShouldBe(thumbprint);
        asked.Text("token_type").ShouldBe("Bearer");
    }

    [Fact]
    public async Task UserInfo_takes_it_with_the_same_certificate_alone()
    {
        var app = await CreateAsync();
        var token = (await ExchangeAsync(app, _certificate)).Text("access_token")!;

        var good = await UserInfoAsync(app, token, _certificate);
        var without = await UserInfoAsync(app, token, certificate: null);
        var another = await UserInfoAsync(app, token, _other);

        good.Status.ShouldBe(200, good.Body);
        without.ShouldRefuse(401, "invalid_token");
        another.ShouldRefuse(401, "invalid_token");
        another.Header("WWW-Authenticate").ShouldNotBeNull().ShouldContain("error=\"invalid_token\"");
    }

    [Fact]
    public async Task Without_a_certificate_such_a_client_gets_nothing_and_keeps_its_code()
    {
        var app = await CreateAsync();
        var code = await app.CodeAsync();

        (await app.ExchangeAsync(code)).ShouldRefuse(400, "invalid_request");

        (await ExchangeAsync(app, _certificate, code)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_public_clients_refresh_token_asks_for_the_certificate_and_a_confidential_ones_does_not()
    {
        var open = await CreateAsync();
        var closed = await CreateAsync(new { GenerateSecret = true });
        var token = (await ExchangeAsync(open, _certificate)).Text("refresh_token")!;
        var other = (await ExchangeAsync(closed, _certificate)).Text("refresh_token")!;

        (await RefreshAsync(open, token, _other)).ShouldRefuse(400, "invalid_grant");
        (await RefreshAsync(open, token, _certificate)).Status.ShouldBe(200);
        (await RefreshAsync(closed, other, _other)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Who_did_not_ask_for_it_is_not_bound_whatever_certificate_is_there()
    {
        var app = await TestApp.CreateAsync(server);

        var tokens = await ExchangeAsync(app, _certificate);

        tokens.Claims("access_token").TryGetProperty("cnf", out _).ShouldBeFalse();
    }

    /// <summary>FAPI 2.0 Security Profile, section 5.3.2.1, no 5.</summary>
    [Fact]
    public async Task A_client_held_to_the_profile_is_bound_to_the_certificate_that_it_comes_with()
    {
        var app = await ClientCredentialsTests.MachineAsync(server);
        var metadata = new OAuthClientMetadata
        {
            SecurityProfile = "fapi2",
            TokenEndpointAuthMethod = "self_signed_tls_client_auth",
            Jwks = JsonSerializer.SerializeToElement(new { keys = new[] { KeyOf(_certificate) } }),
        };
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, metadata);

        var tokens = await PostAsync(app, _certificate, [("grant_type", "client_credentials"), ("client_secret", null)]);

        tokens.Status.ShouldBe(200, tokens.Body);
        tokens.Claims("access_token").GetProperty("cnf").GetProperty("x5t#S256").GetString()
            .ShouldBe(Base64Url.EncodeToString(SHA256.HashData(_certificate.RawData)));
    }

    [Fact]
    public async Task The_API_takes_no_token_that_is_bound_to_a_certificate()
    {
        var app = await CreateAsync();
        var code = await app.CodeAsync(("scope", "openid aws.cognito.signin.user.admin"));
        var token = (await ExchangeAsync(app, _certificate, code)).Text("access_token");

        var answer = await server.CallPublicAsync("GetUser", new { AccessToken = token });

        answer.ShouldRefuse("NotAuthorizedException", "Invalid Access Token");
    }

    [Fact]
    public async Task Discovery_says_that_it_can_be_had()
    {
        var app = await TestApp.CreateAsync(server);

        var answer = await app.GetAsync("/.well-known/openid-configuration");

        answer.Json.GetProperty("tls_client_certificate_bound_access_tokens").GetBoolean().ShouldBeTrue();
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _other.Dispose();
    }

    private async Task<TestApp> CreateAsync(object? client = null)
    {
        var app = await TestApp.CreateAsync(server, client);
        var metadata = new OAuthClientMetadata { TlsClientCertificateBoundAccessTokens = true };
        await server.SetMetadataAsync(app.PoolId, app.Client.Id, metadata);
        return app;
    }

    private static async Task<Answer> ExchangeAsync(TestApp app, X509Certificate2 certificate, string? code = null) =>
        await PostAsync(app, certificate,
        [
            ("grant_type", "authorization_code"), ("code", code ?? await app.CodeAsync()),
            ("redirect_uri", TestApp.Callback), ("code_verifier", TestApp.Verifier),
        ]);

    private static Task<Answer> RefreshAsync(TestApp app, string token, X509Certificate2 certificate) =>
        PostAsync(app, certificate, [("grant_type", "refresh_token"), ("refresh_token", token)]);

    private static Task<Answer> PostAsync(TestApp app, X509Certificate2 certificate, (string, string?)[] form) =>
        app.SendAsync(HttpMethod.Post, "/oauth2/token", request =>
        {
            (string, string?)[] who = [("client_id", app.Client.Id), ("client_secret", app.Client.Secret)];
            request.Content = new StringContent(TestApp.Encode([.. who, .. form]), Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
            Show(request, certificate);
        });

    private static Task<Answer> UserInfoAsync(TestApp app, string token, X509Certificate2? certificate) =>
        app.SendAsync(HttpMethod.Get, UserInfo, request =>
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            Show(request, certificate);
        });

    private static void Show(HttpRequestMessage request, X509Certificate2? certificate)
    {
        if (certificate is not null)
        {
            request.Headers.TryAddWithoutValidation(Header, $":{Convert.ToBase64String(certificate.RawData)}:");
        }
    }

    private static Dictionary<string, object> KeyOf(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPublicKey()!;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new()
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
            ["x5c"] = new[] { Convert.ToBase64String(certificate.RawData) },
        };
    }

    private static X509Certificate2 Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddYears(-1));
    }

    /// <summary>A server behind a proxy on this machine.</summary>
    public sealed class Server : HostedAuthServer
    {
        protected override IEnumerable<string> Arguments =>
            [$"--ClientCertificates:Header={Header}", "--ForwardedHeaders:KnownProxies:0=127.0.0.1"];
    }
}
