using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Groups;

public sealed class AdminListGroupsForUserTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Groups_come_by_precedence_then_by_name_those_without_one_last()
    {
        var pool = await server.CreatePoolAsync();
        await server.CallAsync("AdminCreateUser", new { UserPoolId = pool, Username = "ada", MessageAction = "SUPPRESS" });
        foreach (var (name, precedence) in new (string, int?)[] { ("z", null), ("y", 10), ("x", 2), ("a", null), ("w", 10) })
        {
            await server.CallAsync("CreateGroup", new { UserPoolId = pool, GroupName = name, Precedence = precedence });
            await server.CallAsync("AdminAddUserToGroup", new { UserPoolId = pool, GroupName = name, Username = "ada" });
        }

        var names = new List<string>();
        string? token = null;
        do
        {
            var page = await server.CallAsync(
                "AdminListGroupsForUser",
                new { UserPoolId = pool, Username = "ada", Limit = 2, NextToken = token });
            names.AddRange(page.ShouldSucceed().Json.GetProperty("Groups").EnumerateArray()
                .Select(group => group.GetProperty("GroupName").GetString()!));
            token = page.Text("NextToken");
        }
        while (token is not null);

        names.ShouldBe(["x", "w", "y", "a", "z"]);
    }
}
