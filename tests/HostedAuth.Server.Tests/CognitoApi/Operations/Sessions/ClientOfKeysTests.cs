using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Sessions;

/// <summary>Clients that moved from a secret to a key or a certificate: the old secret is good nowhere.</summary>
public sealed class ClientOfKeysTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("private_key_jwt")]
    [InlineData("self_signed_tls_client_auth")]
    public async Task A_client_that_proves_itself_by_keys_is_not_taken_by_a_secret(string method)
    {
        var app = await TestApp.CreateAsync(server, new { GenerateSecret = true });
        var token = (await app.TokensAsync()).Text("refresh_token")!;

        (await GetAsync(app)).ShouldRefuse("InvalidParameterException", "Auth flow not enabled for this client");
        (await RefreshAsync(app, token)).ShouldSucceed();
        (await RecoverAsync(app)).ShouldSucceed();
        await server.SetMetadataAsync(
            app.PoolId,
            app.Client.Id,
            new OAuthClientMetadata { TokenEndpointAuthMethod = method, Jwks = new ClientKey().Jwks });

        (await GetAsync(app)).ShouldRefuse("NotAuthorizedException");
        (await RefreshAsync(app, token)).ShouldRefuse("NotAuthorizedException");
        (await RecoverAsync(app)).ShouldRefuse("NotAuthorizedException");
        (await server.CallPublicAsync("RevokeToken", new { Token = token, ClientId = app.Client.Id, ClientSecret = app.Client.Secret }))
            .ShouldRefuse("UnauthorizedException");
    }

    private Task<ApiAnswer> GetAsync(TestApp app) =>
        server.CallPublicAsync("GetClientToken", new { ClientId = app.Client.Id, app.Client.Secret });

    private Task<ApiAnswer> RefreshAsync(TestApp app, string token) => server.CallPublicAsync(
        "GetTokensFromRefreshToken",
        new { RefreshToken = token, ClientId = app.Client.Id, ClientSecret = app.Client.Secret });

    private Task<ApiAnswer> RecoverAsync(TestApp app)
    {
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(app.Client.Secret!), Encoding.UTF8.GetBytes("alice" + app.Client.Id));
        return server.CallPublicAsync(
            "ForgotPassword",
            new { ClientId = app.Client.Id, Username = "alice", SecretHash = Convert.ToBase64String(mac) });
    }
}
