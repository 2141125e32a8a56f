using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Groups;

public sealed class UpdateGroupTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task What_is_absent_stays()
    {
        var pool = await server.CreatePoolAsync();
        await server.CallAsync("CreateGroup", new { UserPoolId = pool, GroupName = "a", Description = "first", Precedence = 7 });

        var answer = await server.CallAsync("UpdateGroup", new { UserPoolId = pool, GroupName = "a", Description = "second" });

        answer.ShouldSucceed().Text("Group.Description").ShouldBe("second");
        answer.Text("Group.Precedence").ShouldBe("7");
    }
}
