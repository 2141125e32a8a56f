using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

public sealed class UntagResourceTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_tag_is_removed_and_a_missing_one_is_no_error()
    {
        var pool = await server.CallAsync(
            "CreateUserPool",
            new { PoolName = "shop", UserPoolTags = new { team = "web", stage = "test" } });
        var arn = pool.Text("UserPool.Arn");

        var answer = await server.CallAsync("UntagResource", new { ResourceArn = arn, TagKeys = new[] { "team", "none" } });

        answer.ShouldSucceed().Body.ShouldBe("{}");
        (await server.CallAsync("ListTagsForResource", new { ResourceArn = arn })).Body
            .ShouldBe("""{"Tags":{"stage":"test"}}""");
    }
}
