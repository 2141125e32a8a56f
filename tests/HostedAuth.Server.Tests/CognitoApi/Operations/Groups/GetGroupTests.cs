using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Groups;

public sealed class GetGroupTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("GetGroup")]
    [InlineData("UpdateGroup")]
    [InlineData("DeleteGroup")]
    [InlineData("ListUsersInGroup")]
    public async Task An_unknown_group_is_refused_as_ResourceNotFoundException(string operation)
    {
        var answer = await server.CallAsync(
            operation,
            new { UserPoolId = await server.CreatePoolAsync(), GroupName = "unknown" });

        answer.ShouldRefuse("ResourceNotFoundException", "Group not found.");
    }
}
