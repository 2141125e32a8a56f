using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Groups;

public sealed class ListUsersInGroupTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Users_come_in_pages_each_user_once()
    {
        var pool = await server.CreatePoolAsync();
        await server.CallAsync("CreateGroup", new { UserPoolId = pool, GroupName = "a" });
        foreach (var name in new[] { "ada", "bob", "cyd" })
        {
            await server.CallAsync("AdminCreateUser", new { UserPoolId = pool, Username = name, MessageAction = "SUPPRESS" });
            await server.CallAsync("AdminAddUserToGroup", new { UserPoolId = pool, GroupName = "a", Username = name });
        }

        var first = await server.CallAsync("ListUsersInGroup", new { UserPoolId = pool, GroupName = "a", Limit = 2 });
        var second = await server.CallAsync(
            "ListUsersInGroup",
            new { UserPoolId = pool, GroupName = "a", Limit = 2, NextToken = first.ShouldSucceed().Text("NextToken") });

        var names = new[] { first, second }.SelectMany(page => page.Json.GetProperty("Users").EnumerateArray())
            .Select(user => user.GetProperty("Username").GetString()!);
        names.ShouldBe(["ada", "bob", "cyd"], ignoreOrder: true);
        second.Text("NextToken").ShouldBeNull();
        first.Text("Users.0.UserStatus").ShouldBe("FORCE_CHANGE_PASSWORD");
    }
}
