using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Sessions;

public sealed class GetClientTokenTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task It_answers_with_a_token_of_the_clients_own_scopes()
    {
        var client = await CreateAsync();

        var answer = (await GetAsync(client, client.Secret!)).ShouldSucceed();

        var claims = SignedInUser.Claims(answer.Text("ClientAuthenticationResult.AccessToken")!);
        claims.GetProperty("sub").GetString().ShouldBe(client.Id);
        claims.GetProperty("scope").GetString().ShouldBe("api/read");
        answer.Text("ClientAuthenticationResult.ExpiresIn").ShouldBe("3600");
        answer.Text("ClientAuthenticationResult.TokenType").ShouldBe("Bearer");
    }

    [Fact]
    public async Task A_wrong_secret_and_a_foreign_scope_are_refused()
    {
        var client = await CreateAsync();

        (await GetAsync(client, new string('a', 51))).ShouldRefuse("NotAuthorizedException");
        (await GetAsync(client, client.Secret!, "api/read", "openid")).ShouldRefuse("InvalidParameterException");
        (await GetAsync(client, client.Secret!, "api/read")).ShouldSucceed();
    }

    [Fact]
    public async Task A_client_without_the_flow_is_refused()
    {
        var client = await server.CreateClientAsync(await server.CreatePoolAsync(), new { GenerateSecret = true });

        (await GetAsync(client, client.Secret!)).ShouldRefuse("InvalidParameterException");
    }

    private async Task<TestClient> CreateAsync()
    {
        var pool = await server.CreatePoolAsync();
        var scopes = new[] { new { ScopeName = "read", ScopeDescription = "Reads." } };
        (await server.CallAsync("CreateResourceServer", new { UserPoolId = pool, Identifier = "api", Name = "api", Scopes = scopes }))
            .ShouldSucceed();
        return await server.CreateClientAsync(pool, new
        {
            GenerateSecret = true,
            AllowedOAuthFlowsUserPoolClient = true,
            AllowedOAuthFlows = new[] { "client_credentials" },
            AllowedOAuthScopes = new[] { "api/read" },
        });
    }

    private Task<ApiAnswer> GetAsync(TestClient client, string secret, params string[] scopes) =>
        server.CallPublicAsync("GetClientToken", new { ClientId = client.Id, Secret = secret, Scopes = scopes });
}
