using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

public sealed class ListTagsForResourceTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_pool_without_tags_answers_none()
    {
        var pool = await server.CallAsync("CreateUserPool", new { PoolName = "shop" });

        var answer = await server.CallAsync("ListTagsForResource", new { ResourceArn = pool.Text("UserPool.Arn") });

        answer.ShouldSucceed().Body.ShouldBe("""{"Tags":{}}""");
    }

    [Fact]
    public async Task A_name_of_something_else_is_refused()
    {
        var answer = await server.CallAsync(
            "ListTagsForResource",
            new { ResourceArn = "arn:aws:lambda:us-east-1:000000000000:function:x" });

        answer.ShouldRefuse("InvalidParameterException");
    }
}
