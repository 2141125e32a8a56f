using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

public sealed class DeleteUserPoolTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_deleted_pool_is_gone_with_its_clients()
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool);

        (await server.CallAsync("DeleteUserPool", new { UserPoolId = pool })).ShouldSucceed().Body.ShouldBe("{}");

        (await server.CallAsync("DescribeUserPool", new { UserPoolId = pool })).ShouldRefuse("ResourceNotFoundException");
        var signIn = await server.CallPublicAsync("InitiateAuth", new
        {
            ClientId = client.Id,
            AuthFlow = "USER_PASSWORD_AUTH",
            AuthParameters = new { USERNAME = "ada", PASSWORD = "Passw0rd!" },
        });
        signIn.ShouldRefuse("ResourceNotFoundException");
    }

    [Fact]
    public async Task A_protected_pool_is_not_deleted()
    {
        var pool = await server.CreatePoolAsync(new { DeletionProtection = "ACTIVE" });

        (await server.CallAsync("DeleteUserPool", new { UserPoolId = pool })).ShouldRefuse("InvalidParameterException");

        (await server.CallAsync("DescribeUserPool", new { UserPoolId = pool })).ShouldSucceed();
    }

    [Fact]
    public async Task A_pool_with_a_domain_is_not_deleted()
    {
        var pool = await server.CreatePoolAsync();
        await server.CallAsync("CreateUserPoolDomain", new { UserPoolId = pool, Domain = "kept" });

        var answer = await server.CallAsync("DeleteUserPool", new { UserPoolId = pool });

        answer.ShouldRefuse(
            "InvalidParameterException",
            "User pool cannot be deleted. It has a domain configured that should be deleted first.");
    }
}
