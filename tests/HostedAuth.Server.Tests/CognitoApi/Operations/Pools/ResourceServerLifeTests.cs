using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Pools;

public sealed class ResourceServerLifeTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_resource_server_is_described_listed_changed_and_deleted()
    {
        var pool = await server.CreatePoolAsync();
        foreach (var identifier in new[] { "b", "a", "c" })
        {
            (await server.CallAsync("CreateResourceServer", new { UserPoolId = pool, Identifier = identifier, Name = identifier }))
                .ShouldSucceed();
        }

        var changed = await server.CallAsync("UpdateResourceServer", new
        {
            UserPoolId = pool,
            Identifier = "a",
            Name = "changed",
            Scopes = new[] { new { ScopeName = "read", ScopeDescription = "Reads" } },
        });
        var described = await server.CallAsync("DescribeResourceServer", new { UserPoolId = pool, Identifier = "a" });
        var first = await server.CallAsync("ListResourceServers", new { UserPoolId = pool, MaxResults = 2 });
        var second = await server.CallAsync(
            "ListResourceServers",
            new { UserPoolId = pool, MaxResults = 2, NextToken = first.Text("NextToken") });
        var deleted = await server.CallAsync("DeleteResourceServer", new { UserPoolId = pool, Identifier = "a" });

        changed.ShouldSucceed().Text("ResourceServer.Name").ShouldBe("changed");
        described.ShouldSucceed().Text("ResourceServer.Scopes.0.ScopeName").ShouldBe("read");
        first.ShouldSucceed().Text("ResourceServers.1.Identifier").ShouldBe("b");
        second.ShouldSucceed().Text("ResourceServers.0.Identifier").ShouldBe("c");
        second.Text("NextToken").ShouldBeNull();
        deleted.ShouldSucceed().Body.ShouldBe("{}");
    }

    [Theory]
    [InlineData("DescribeResourceServer")]
    [InlineData("UpdateResourceServer")]
    [InlineData("DeleteResourceServer")]
    public async Task An_unknown_resource_server_is_refused_as_ResourceNotFoundException(string operation)
    {
        var answer = await server.CallAsync(
            operation,
            new { UserPoolId = await server.CreatePoolAsync(), Identifier = "unknown", Name = "unknown" });

        answer.ShouldRefuse("ResourceNotFoundException");
    }

    [Fact]
    public async Task A_token_of_another_list_is_refused()
    {
        var pool = await server.CreatePoolAsync();
        await server.CallAsync("CreateGroup", new { UserPoolId = pool, GroupName = "a" });
        await server.CallAsync("CreateGroup", new { UserPoolId = pool, GroupName = "b" });
        var groups = await server.CallAsync("ListGroups", new { UserPoolId = pool, Limit = 1 });

        var answer = await server.CallAsync(
            "ListResourceServers",
            new { UserPoolId = pool, NextToken = groups.ShouldSucceed().Text("NextToken") });

        answer.ShouldRefuse("InvalidParameterException", "Invalid pagination token.");
    }
}
