using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

public sealed class AddCustomAttributesTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Attributes_are_added_under_their_prefixes()
    {
        var pool = await server.CreatePoolAsync();

        (await AddAsync(pool, new { Name = "team", AttributeDataType = "String" })).ShouldSucceed().Body.ShouldBe("{}");
        (await AddAsync(pool, new { Name = "rank", AttributeDataType = "Number", DeveloperOnlyAttribute = true }))
            .ShouldSucceed();

        var answer = await server.CallAsync("DescribeUserPool", new { UserPoolId = pool });
        answer.Text("UserPool.SchemaAttributes.20").ShouldBe(
            """{"AttributeDataType":"String","DeveloperOnlyAttribute":false,"Mutable":true,"Name":"custom:team","Required":false,"StringAttributeConstraints":{}}""");
        answer.Text("UserPool.SchemaAttributes.21.Name").ShouldBe("dev:custom:rank");
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused()
    {
        var pool = await server.CreatePoolAsync();
        await AddAsync(pool, new { Name = "x", AttributeDataType = "String", DeveloperOnlyAttribute = true });

        var answer = await AddAsync(pool, new { Name = "x", AttributeDataType = "String" });

        answer.ShouldRefuse(
            "InvalidParameterException",
            "custom:x: Existing attribute already has name dev:custom:x.");
    }

    [Fact]
    public async Task A_custom_attribute_is_never_required()
    {
        var answer = await AddAsync(
            await server.CreatePoolAsync(),
            new { Name = "x", AttributeDataType = "String", Required = true });

        answer.ShouldRefuse("InvalidParameterException", "Required custom attributes are not supported currently.");
    }

    [Fact]
    public async Task A_custom_attribute_needs_a_type()
    {
        var answer = await AddAsync(await server.CreatePoolAsync(), new { Name = "x" });

        answer.ShouldRefuse(
            "InvalidParameterException",
            "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.");
    }

    [Theory]
    [InlineData(50, null)]
    [InlineData(51, "InvalidParameterException")]
    public async Task A_pool_has_at_most_50_custom_attributes(int count, string? refusal)
    {
        var pool = await server.CreatePoolAsync();
        var attributes = Enumerable.Range(0, count).Select(i => new { Name = $"a{i}", AttributeDataType = "String" });
        ApiAnswer? answer = null;
        foreach (var some in attributes.Chunk(25))
        {
            answer = await server.CallAsync("AddCustomAttributes", new { UserPoolId = pool, CustomAttributes = some });
        }

        answer!.Error.ShouldBe(refusal);
    }

    private Task<ApiAnswer> AddAsync(string pool, object attribute) =>
        server.CallAsync("AddCustomAttributes", new { UserPoolId = pool, CustomAttributes = new[] { attribute } });
}
