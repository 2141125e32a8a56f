using HostedAuth.Server.Tests.CognitoApi.Operations.Sessions;
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

    [Fact]
    public async Task The_access_tokens_of_a_deleted_client_open_nothing()
    {
        var user = await SignedInUser.CreateAsync(server);
        (await server.CallAsync("DeleteUserPoolClient", new { UserPoolId = user.PoolId, ClientId = user.Client.Id }))
            .ShouldSucceed();

        foreach (var operation in new[] { "GetUser", "GlobalSignOut" })
        {
            (await server.CallPublicAsync(operation, new { user.AccessToken }))
                .ShouldRefuse("NotAuthorizedException", "Invalid Access Token");
        }

        var change = new { user.AccessToken, PreviousPassword = "Correct-Horse-7", ProposedPassword = "Another-Horse-8" };
        (await server.CallPublicAsync("ChangePassword", change)).ShouldRefuse("NotAuthorizedException", "Invalid Access Token");
    }
}
