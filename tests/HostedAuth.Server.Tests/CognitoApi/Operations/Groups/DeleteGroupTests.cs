using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Groups;

public sealed class DeleteGroupTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_group_made_again_has_no_members()
    {
        var pool = await server.CreatePoolAsync();
        await server.CallAsync("AdminCreateUser", new { UserPoolId = pool, Username = "ada", MessageAction = "SUPPRESS" });
        await server.CallAsync("CreateGroup", new { UserPoolId = pool, GroupName = "a" });
        await server.CallAsync("AdminAddUserToGroup", new { UserPoolId = pool, GroupName = "a", Username = "ada" });

        (await server.CallAsync("DeleteGroup", new { UserPoolId = pool, GroupName = "a" })).ShouldSucceed().Body.ShouldBe("{}");
        await server.CallAsync("CreateGroup", new { UserPoolId = pool, GroupName = "a" });

        (await server.CallAsync("ListUsersInGroup", new { UserPoolId = pool, GroupName = "a" })).Text("Users").ShouldBe("[]");
        (await server.CallAsync("AdminGetUser", new { UserPoolId = pool, Username = "ada" })).ShouldSucceed();
    }
}
