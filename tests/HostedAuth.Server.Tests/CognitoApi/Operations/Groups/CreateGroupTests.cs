using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Groups;

public sealed class CreateGroupTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_group_comes_back_as_it_was_given()
    {
        var pool = await server.CreatePoolAsync();

        var answer = await server.CallAsync("CreateGroup", new
        {
            UserPoolId = pool,
            GroupName = "admins",
            Description = "Those who may",
            RoleArn = "arn:aws:iam::123456789012:role/admin",
            Precedence = 0,
        });

        answer.ShouldSucceed().Text("Group.GroupName").ShouldBe("admins");
        answer.Text("Group.Precedence").ShouldBe("0");
        answer.Text("Group.RoleArn").ShouldBe("arn:aws:iam::123456789012:role/admin");
        (await server.CallAsync("GetGroup", new { UserPoolId = pool, GroupName = "admins" })).Body.ShouldBe(answer.Body);
    }

    [Fact]
    public async Task A_name_is_given_once()
    {
        var pool = await server.CreatePoolAsync();
        await server.CallAsync("CreateGroup", new { UserPoolId = pool, GroupName = "admins" });

        var answer = await server.CallAsync("CreateGroup", new { UserPoolId = pool, GroupName = "admins" });

        answer.ShouldRefuse("GroupExistsException", "A group with the name already exists.");
    }
}
