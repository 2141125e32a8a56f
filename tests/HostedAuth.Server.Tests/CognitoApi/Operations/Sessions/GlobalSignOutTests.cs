using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Sessions;

public sealed class GlobalSignOutTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task It_ends_all_tokens_of_the_user()
    {
        var user = await SignedInUser.CreateAsync(server);
        (await user.GetUserAsync()).ShouldSucceed();

        var answer = await server.CallPublicAsync("GlobalSignOut", new { user.AccessToken });

        answer.ShouldSucceed().Body.ShouldBe("{}");
        (await user.RefreshAsync()).ShouldRefuse("NotAuthorizedException", "Refresh Token has been revoked");
        (await user.GetUserAsync()).ShouldRefuse("NotAuthorizedException", "Access Token has been revoked");
    }

    [Fact]
    public async Task Only_an_access_token_signs_out()
    {
        var user = await SignedInUser.CreateAsync(server);

        (await server.CallPublicAsync("GlobalSignOut", new { AccessToken = user.IdToken }))
            .ShouldRefuse("NotAuthorizedException", "Invalid Access Token");
        (await server.CallPublicAsync("GlobalSignOut", new { AccessToken = "garbage" }))
            .ShouldRefuse("NotAuthorizedException", "Invalid Access Token");

        (await user.GetUserAsync()).ShouldSucceed();
    }
}
