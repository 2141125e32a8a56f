using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Groups;

public sealed class ListGroupsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Groups_come_in_pages_by_name()
    {
        var pool = await server.CreatePoolAsync();
        foreach (var name in new[] { "c", "a", "b" })
        {
            await server.CallAsync("CreateGroup", new { UserPoolId = pool, GroupName = name });
        }

        var first = await server.CallAsync("ListGroups", new { UserPoolId = pool, Limit = 2 });
        var second = await server.CallAsync(
            "ListGroups",
            new { UserPoolId = pool, Limit = 2, NextToken = first.ShouldSucceed().Text("NextToken") });
        var all = await server.CallAsync("ListGroups", new { UserPoolId = pool, Limit = 0 });

        first.Text("Groups.1.GroupName").ShouldBe("b");
        second.ShouldSucceed().Text("Groups.0.GroupName").ShouldBe("c");
        second.Text("NextToken").ShouldBeNull();
        all.Json.GetProperty("Groups").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task A_token_of_another_pool_is_refused()
    {
        var pool = await server.CreatePoolAsync();
        await server.CallAsync("CreateGroup", new { UserPoolId = pool, GroupName = "a" });
        await server.CallAsync("CreateGroup", new { UserPoolId = pool, GroupName = "b" });
        var page = await server.CallAsync("ListGroups", new { UserPoolId = pool, Limit = 1 });

        var answer = await server.CallAsync(
            "ListGroups",
            new { UserPoolId = await server.CreatePoolAsync(), NextToken = page.Text("NextToken") });

        answer.ShouldRefuse("InvalidParameterException", "Invalid pagination token.");
    }
}
