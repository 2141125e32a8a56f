using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Hosting.Https;

/// <summary>A program that shows its certificate at the address for it (RFC 8705), over sockets.</summary>
public sealed class ClientCertificateTests : IAsyncLifetime
{
    private const string Scope = "https://api.example/read";

    private readonly HttpsProgram _program = new();

    public Task InitializeAsync() => _program.StartAsync($"--ClientCertificates:Url={_program.MutualUrl}");

    public async Task DisposeAsync() => await _program.DisposeAsync();

    [Fact]
    public async Task Its_tokens_are_bound_to_the_certificate_and_at_the_other_addresses_it_gets_none()
    {
        var poolId = await _program.CreatePoolAsync();
        await CallAsync("CreateResourceServer", new
        {
            UserPoolId = poolId,
            Identifier = "https://api.example",
            Name = "api",
            Scopes = new[] { new { ScopeName = "read", ScopeDescription = "read" } },
        });
        var client = (await CallAsync("CreateUserPoolClient", new
        {
            UserPoolId = poolId,
            ClientName = "program",
            GenerateSecret = true,
            AllowedOAuthFlows = new[] { "client_credentials" },
            AllowedOAuthFlowsUserPoolClient = true,
            AllowedOAuthScopes = new[] { Scope },
        })).GetProperty("UserPoolClient");
        await CallAsync("SetUserPoolClientMetadata", new
        {
            UserPoolId = poolId,
            ClientId = client.GetProperty("ClientId").GetString(),
            Metadata = new { tls_client_certificate_bound_access_tokens = true },
        });
        var pem = HttpsProgram.SelfSigned("program");
        using var bare = X509Certificate2.CreateFromPem(pem, pem);
        using var certificate = X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), password: null);

        var bound = await TokenAsync($"{_program.MutualUrl}/{poolId}", client, certificate);
        var refused = await TokenAsync($"{_program.Url}/{poolId}", client, certificate);

        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(bound.GetProperty("access_token").GetString()!.Split('.')[1])).RootElement;
        claims.GetProperty("cnf").GetProperty("x5t#S256").GetString()
            .ShouldBe(Base64Url.EncodeToString(SHA256.HashData(certificate.RawData)));
        refused.GetProperty("error").GetString().ShouldBe("invalid_request");
    }

    private static async Task<JsonElement> TokenAsync(string address, JsonElement client, X509Certificate2 certificate)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{address}/oauth2/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = client.GetProperty("ClientId").GetString()!,
                ["client_secret"] = client.GetProperty("ClientSecret").GetString()!,
            }),
        };
        using var answer = await HttpsProgram.SendAsync(request, certificate);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private async Task<JsonElement> CallAsync(string operation, object members)
    {
        var key = (await File.ReadAllTextAsync(Path.Combine(_program.Folder, "root-access-key"))).Trim().Split(' ');
        var body = JsonSerializer.SerializeToUtf8Bytes(members);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_program.Url}/") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", $"AWSCognitoIdentityProviderService.{operation}");
        new AwsSigner(key[0], key[1]).Sign(request, body, TimeProvider.System.GetUtcNow());
        using var answer = await HttpsProgram.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement;
    }
}
