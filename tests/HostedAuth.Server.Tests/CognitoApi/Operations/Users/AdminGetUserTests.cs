using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Users;

public sealed class AdminGetUserTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_user_is_found_by_user_name_sub_and_active_alias()
    {
        var pool = await server.CreatePoolAsync(new { AliasAttributes = new[] { "email", "preferred_username" } });
        var made = await server.AdminCreateAsync(
            pool, "alice", "email=alice@example.com", "email_verified=true", "preferred_username=ally");

        foreach (var name in new[] { "alice", made.Attribute("sub")!, "alice@example.com", "ally" })
        {
            var answer = await server.GetAsync(pool, name);

            answer.ShouldSucceed().Text("Username").ShouldBe("alice");
            answer.Attribute("sub").ShouldBe(made.Attribute("sub"));
        }
    }

    [Fact]
    public async Task It_tells_status_times_and_all_attributes()
    {
        var pool = await server.CreatePoolAsync();
        (await server.AdminCreateAsync(pool, "alice", "name=Alice", "email=a@example.com")).ShouldSucceed();

        var answer = await server.GetAsync(pool, "alice");

        answer.Text("UserStatus").ShouldBe("FORCE_CHANGE_PASSWORD");
        answer.Text("Enabled").ShouldBe("true");
        answer.Json.GetProperty("UserCreateDate").GetDecimal().ShouldBe(server.Clock.GetUtcNow().ToUnixTimeSeconds());
        answer.Json.GetProperty("UserLastModifiedDate").GetDecimal().ShouldBe(server.Clock.GetUtcNow().ToUnixTimeSeconds());
        answer.Attribute("name").ShouldBe("Alice");
        answer.Body.ShouldNotContain("Hash");
    }

    [Fact]
    public async Task An_unknown_name_is_refused()
    {
        var pool = await server.CreatePoolAsync();

        var answer = await server.GetAsync(pool, "nobody");

        answer.ShouldRefuse("UserNotFoundException", "User does not exist.");
    }
}
