using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Oidc;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Hosting.Https;

/// <summary>
/// FAPI 2.0 by a client whose certificate the server takes in the handshake itself, with no proxy before it (RFC 8705): from the
/// pushed request to userInfo, by its own certificate alone.
/// </summary>
public sealed class HandshakeFapiTests : IAsyncLifetime
{
    private readonly HttpsProgram _program = new();
    private readonly X509Certificate2 _own = NewCertificate("own");
    private readonly X509Certificate2 _other = NewCertificate("own");

    private string _poolId = "";
    private string _clientId = "";

    public async Task InitializeAsync()
    {
        await _program.StartAsync($"--ClientCertificates:Url={_program.MutualUrl}");
        _poolId = await _program.CreatePoolAsync();
        _clientId = await CreateClientAsync();
    }

    public async Task DisposeAsync()
    {
        _own.Dispose();
        _other.Dispose();
        await _program.DisposeAsync();
    }

    [Fact]
    public async Task Its_certificate_gets_it_from_a_pushed_request_to_userInfo_and_neither_another_nor_none_does()
    {
        (await PushAsync(_other)).ShouldRefuse(401, "invalid_client");
        (await PushAsync(null)).ShouldRefuse(401, "invalid_client");
        var pushed = await PushAsync(_own);
        pushed.Status.ShouldBe(201, pushed.Body);

        var code = (await AuthorizeAsync(pushed.Text("request_uri")!)).Parameter("code");
        (await ExchangeAsync(code, _other)).ShouldRefuse(401, "invalid_client");
        (await ExchangeAsync(code, null)).ShouldRefuse(401, "invalid_client");
        var tokens = await ExchangeAsync(code, _own);
        tokens.Status.ShouldBe(200, tokens.Body);

        var token = tokens.Text("access_token")!;
        tokens.Text("token_type").ShouldBe("Bearer");
        tokens.Claims("access_token").GetProperty("cnf").GetProperty("x5t#S256").GetString()
            .ShouldBe(Base64Url.EncodeToString(SHA256.HashData(_own.RawData)));
        (await UserInfoAsync(token, _other)).ShouldRefuse(401, "invalid_token");
        (await UserInfoAsync(token, null)).ShouldRefuse(401, "invalid_token");
        var about = await UserInfoAsync(token, _own);
        about.Status.ShouldBe(200, about.Body);
        about.Text("email").ShouldBe("alice@example.com");
    }

    [Fact]
    public async Task Its_refresh_token_is_good_by_its_certificate_alone()
    {
        var pushed = await PushAsync(_own);
        var tokens = await ExchangeAsync((await AuthorizeAsync(pushed.Text("request_uri")!)).Parameter("code"), _own);
        (string, string?)[] refresh =
            [("client_id", _clientId), ("grant_type", "refresh_token"), ("refresh_token", tokens.Text("refresh_token"))];

        (await PostAsync("/oauth2/token", refresh, _other)).ShouldRefuse(401, "invalid_client");
        (await PostAsync("/oauth2/token", refresh, null)).ShouldRefuse(401, "invalid_client");

        (await PostAsync("/oauth2/token", refresh, _own)).Status.ShouldBe(200);
    }

    private static X509Certificate2 NewCertificate(string name)
    {
        var pem = HttpsProgram.SelfSigned(name);
        using var bare = X509Certificate2.CreateFromPem(pem, pem);
        return X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), password: null);
    }

    private Task<Answer> PushAsync(X509Certificate2? certificate) => PostAsync(
        "/oauth2/par",
        [
            ("client_id", _clientId), ("response_type", "code"), ("redirect_uri", TestApp.Callback), ("scope", "openid email"),
            ("code_challenge", TestApp.Challenge), ("code_challenge_method", "S256"),
        ],
        certificate);

    private Task<Answer> ExchangeAsync(string? code, X509Certificate2? certificate) => PostAsync(
        "/oauth2/token",
        [
            ("client_id", _clientId), ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", TestApp.Callback),
            ("code_verifier", TestApp.Verifier),
        ],
        certificate);

    private async Task<Answer> UserInfoAsync(string token, X509Certificate2? certificate)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{_program.MutualUrl}/{_poolId}/oauth2/userInfo");
        request.Headers.Authorization = new("Bearer", token);
        return await SendAsync(request, certificate);
    }

    /// <summary>By a browser, at the other address, where nobody asks it for a certificate.</summary>
    private async Task<Answer> AuthorizeAsync(string requestUri)
    {
        var query = TestApp.Encode([("client_id", _clientId), ("request_uri", requestUri)]);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{_program.Url}/{_poolId}/oauth2/authorize?{query}");
        request.Headers.Add("Cookie", await SignInAsync());
        return await SendAsync(request, certificate: null);
    }

    private async Task<Answer> PostAsync(string path, (string Name, string? Value)[] form, X509Certificate2? certificate)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_program.MutualUrl}/{_poolId}{path}")
        {
            Content = new StringContent(TestApp.Encode(form), new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded")),
        };
        return await SendAsync(request, certificate);
    }

    private static async Task<Answer> SendAsync(HttpRequestMessage request, X509Certificate2? certificate)
    {
        using var response = await HttpsProgram.SendAsync(request, certificate);
        return await Answer.ReadAsync(response);
    }

    private async Task<string> CreateClientAsync()
    {
        await using var scope = await EnterAsync();
        var clients = scope.ServiceProvider.GetRequiredService<Core.AppClients.AppClients>();
        var client = await clients.CreateAsync(
            "bank",
            new AppClientSettings
            {
                AllowedOAuthFlows = ["code"],
                AllowedOAuthFlowsUserPoolClient = true,
                AllowedOAuthScopes = ["openid", "email"],
                CallbackURLs = [TestApp.Callback],
            },
            secret: null,
            CancellationToken.None);
        await clients.SetMetadataAsync(
            client.ClientId,
            new OAuthClientMetadata
            {
                SecurityProfile = "fapi2",
                TokenEndpointAuthMethod = "self_signed_tls_client_auth",
                TlsClientCertificateBoundAccessTokens = true,
                Jwks = JsonSerializer.SerializeToElement(new { keys = new[] { KeyOf(_own) } }),
            },
            CancellationToken.None);
        return client.ClientId;
    }

    private static object KeyOf(X509Certificate2 certificate)
    {
        var point = certificate.GetECDsaPublicKey()!.ExportParameters(includePrivateParameters: false).Q;
        return new
        {
            kty = "EC",
            crv = "P-256",
            x = Base64Url.EncodeToString(point.X),
            y = Base64Url.EncodeToString(point.Y),
            x5c = new[] { Convert.ToBase64String(certificate.RawData) },
        };
    }

    private async Task<string> SignInAsync()
    {
        await using var scope = await EnterAsync();
        var users = scope.ServiceProvider.GetRequiredService<UserDirectory>();
        var user = users.Create(
            "alice",
            new Dictionary<string, string> { ["email"] = "alice@example.com", ["email_verified"] = "true" },
            UserStatus.CONFIRMED);
        await users.SaveAsync(CancellationToken.None);
        var (_, handle) = await scope.ServiceProvider.GetRequiredService<SsoSessions>().StartAsync(
            new Authentication(user, TimeProvider.System.GetUtcNow(), ["pwd"]), flow: null, CancellationToken.None);
        return $"__Host-ha-sso-{_poolId}={handle.Value}";
    }

    private async Task<AsyncServiceScope> EnterAsync()
    {
        var scope = _program.Services.CreateAsyncScope();
        var pool = await _program.Services.GetRequiredService<PoolDirectory>().FindAsync(_poolId, CancellationToken.None);
        scope.ServiceProvider.GetRequiredService<PoolScope>().Enter(pool!);
        return scope;
    }
}
