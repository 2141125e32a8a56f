using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Sessions;

public sealed class AdminUserGlobalSignOutTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task It_ends_all_tokens_of_that_user_alone()
    {
        var user = await SignedInUser.CreateAsync(server);
        var other = await SignedInUser.CreateAsync(server, user.PoolId, user.Client, "bea");

        var answer = await server.CallAsync("AdminUserGlobalSignOut", new { UserPoolId = user.PoolId, Username = "ann" });

        answer.ShouldSucceed().Body.ShouldBe("{}");
        (await user.RefreshAsync()).ShouldRefuse("NotAuthorizedException", "Refresh Token has been revoked");
        (await user.GetUserAsync()).ShouldRefuse("NotAuthorizedException", "Access Token has been revoked");
        (await other.GetUserAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task An_unknown_user_is_refused()
    {
        var pool = await server.CreatePoolAsync();

        (await server.CallAsync("AdminUserGlobalSignOut", new { UserPoolId = pool, Username = "nobody" }))
            .ShouldRefuse("UserNotFoundException", "User does not exist.");
    }
}
