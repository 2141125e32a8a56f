using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Clients;

public sealed class DeleteUserPoolClientTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_deleted_client_is_gone()
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool);

        var answer = await server.CallAsync("DeleteUserPoolClient", new { UserPoolId = pool, ClientId = client.Id });

        answer.ShouldSucceed().Body.ShouldBe("{}");
        (await server.CallAsync("DeleteUserPoolClient", new { UserPoolId = pool, ClientId = client.Id }))
            .ShouldRefuse("ResourceNotFoundException");
    }
}
