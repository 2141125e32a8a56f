using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Groups;

public sealed class AdminAddUserToGroupTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_user_is_added_once_however_often_it_is_asked()
    {
        var pool = await PoolWithAdaAsync();
        var request = new { UserPoolId = pool, GroupName = "a", Username = "ada" };

        (await server.CallAsync("AdminAddUserToGroup", request)).ShouldSucceed().Body.ShouldBe("{}");
        (await server.CallAsync("AdminAddUserToGroup", request)).ShouldSucceed();

        var users = await server.CallAsync("ListUsersInGroup", new { UserPoolId = pool, GroupName = "a" });
        users.Json.GetProperty("Users").GetArrayLength().ShouldBe(1);
        users.Text("Users.0.Username").ShouldBe("ada");
    }

    [Fact]
    public async Task An_unknown_user_and_an_unknown_group_are_refused()
    {
        var pool = await PoolWithAdaAsync();

        var user = await server.CallAsync("AdminAddUserToGroup", new { UserPoolId = pool, GroupName = "a", Username = "bob" });
        var group = await server.CallAsync("AdminAddUserToGroup", new { UserPoolId = pool, GroupName = "b", Username = "ada" });

        user.ShouldRefuse("UserNotFoundException", "User does not exist.");
        group.ShouldRefuse("ResourceNotFoundException", "Group not found.");
    }

    private async Task<string> PoolWithAdaAsync()
    {
        var pool = await server.CreatePoolAsync();
        await server.CallAsync("AdminCreateUser", new { UserPoolId = pool, Username = "ada", MessageAction = "SUPPRESS" });
        await server.CallAsync("CreateGroup", new { UserPoolId = pool, GroupName = "a" });
        return pool;
    }
}
