using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Clients;

public sealed class DescribeUserPoolClientTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_client_tells_its_secret()
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool, new { GenerateSecret = true });

        var answer = await server.CallAsync("DescribeUserPoolClient", new { UserPoolId = pool, ClientId = client.Id });

        answer.ShouldSucceed().Text("UserPoolClient.ClientSecret").ShouldBe(client.Secret);
    }

    [Fact]
    public async Task The_client_of_another_pool_is_refused_as_ResourceNotFoundException()
    {
        var client = await server.CreateClientAsync(await server.CreatePoolAsync());

        var answer = await server.CallAsync(
            "DescribeUserPoolClient",
            new { UserPoolId = await server.CreatePoolAsync(), ClientId = client.Id });

        answer.ShouldRefuse("ResourceNotFoundException", $"User pool client {client.Id} does not exist.");
    }
}
