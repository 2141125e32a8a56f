using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

public sealed class TagResourceTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_tag_is_added_to_those_that_are_there()
    {
        var arn = await MakeAsync();

        var answer = await server.CallAsync("TagResource", new { ResourceArn = arn, Tags = new { stage = "test" } });

        answer.ShouldSucceed().Body.ShouldBe("{}");
        (await server.CallAsync("ListTagsForResource", new { ResourceArn = arn })).Body
            .ShouldBe("""{"Tags":{"team":"web","stage":"test"}}""");
    }

    [Theory]
    [InlineData(49, null)]
    [InlineData(50, "InvalidParameterException")]
    public async Task A_pool_has_at_most_50_tags(int more, string? refusal)
    {
        var arn = await MakeAsync();
        var tags = Enumerable.Range(0, more).ToDictionary(i => $"key{i}", i => "value");

        var answer = await server.CallAsync("TagResource", new { ResourceArn = arn, Tags = tags });

        answer.Error.ShouldBe(refusal);
    }

    [Fact]
    public async Task An_unknown_pool_is_refused_as_ResourceNotFoundException()
    {
        const string Arn = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Unknown01";

        var answer = await server.CallAsync("TagResource", new { ResourceArn = Arn, Tags = new { a = "b" } });

        answer.ShouldRefuse("ResourceNotFoundException");
    }

    private async Task<string> MakeAsync()
    {
        var answer = await server.CallAsync("CreateUserPool", new { PoolName = "shop", UserPoolTags = new { team = "web" } });
        return answer.ShouldSucceed().Text("UserPool.Arn")!;
    }
}
