using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Groups;

public sealed class AdminRemoveUserFromGroupTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_user_is_removed_and_who_is_no_member_is_no_error()
    {
        var pool = await server.CreatePoolAsync();
        await server.CallAsync("AdminCreateUser", new { UserPoolId = pool, Username = "ada", MessageAction = "SUPPRESS" });
        await server.CallAsync("CreateGroup", new { UserPoolId = pool, GroupName = "a" });
        var request = new { UserPoolId = pool, GroupName = "a", Username = "ada" };
        await server.CallAsync("AdminAddUserToGroup", request);

        (await server.CallAsync("AdminRemoveUserFromGroup", request)).ShouldSucceed().Body.ShouldBe("{}");
        (await server.CallAsync("AdminRemoveUserFromGroup", request)).ShouldSucceed();

        (await server.CallAsync("ListUsersInGroup", new { UserPoolId = pool, GroupName = "a" })).Text("Users").ShouldBe("[]");
    }
}
