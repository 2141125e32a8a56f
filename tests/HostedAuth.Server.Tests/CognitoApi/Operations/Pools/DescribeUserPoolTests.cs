using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

public sealed class DescribeUserPoolTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_pool_tells_its_domain_and_how_many_users_it_has()
    {
        var pool = await server.CreatePoolAsync();
        await server.CallAsync("CreateUserPoolDomain", new { UserPoolId = pool, Domain = "told" });
        await server.CallAsync("AdminCreateUser", new { UserPoolId = pool, Username = "ada", MessageAction = "SUPPRESS" });

        var answer = await server.CallAsync("DescribeUserPool", new { UserPoolId = pool });

        answer.ShouldSucceed();
        answer.Text("UserPool.Domain").ShouldBe("told");
        answer.Text("UserPool.EstimatedNumberOfUsers").ShouldBe("1");
    }

    [Fact]
    public async Task An_unknown_pool_is_refused_as_ResourceNotFoundException()
    {
        var answer = await server.CallAsync("DescribeUserPool", new { UserPoolId = "us-east-1_Unknown01" });

        answer.ShouldRefuse("ResourceNotFoundException", "User pool us-east-1_Unknown01 does not exist.");
    }
}
