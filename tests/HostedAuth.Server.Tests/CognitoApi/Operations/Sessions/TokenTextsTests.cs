using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Tokens;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Sessions;

/// <summary>What is said of tokens that are no good any more, to the letter: client libraries compare it.</summary>
public sealed class TokenTextsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Tokens_that_are_too_old_are_told_as_such()
    {
        var user = await SignedInUser.CreateAsync(server);

        server.Clock.Advance(TimeSpan.FromHours(1));
        (await user.GetUserAsync()).ShouldRefuse("NotAuthorizedException", "Access Token has expired");

        server.Clock.Advance(TimeSpan.FromDays(30));
        (await user.RefreshAsync()).ShouldRefuse("NotAuthorizedException", "Refresh Token has expired");
    }

    [Fact]
    public async Task An_access_token_without_the_scope_of_the_api_is_told_as_such()
    {
        var tokens = await (await TokenWorkshop.CreateAsync(server)).SignInByOAuthAsync("openid");

        (await server.CallPublicAsync("GetUser", new { AccessToken = tokens.AccessToken.Value }))
            .ShouldRefuse("NotAuthorizedException", "Access Token does not have required scopes");
    }
}
