using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Sessions;

public sealed class RevokeTokenTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task It_ends_the_refresh_token_and_its_access_tokens()
    {
        var user = await SignedInUser.CreateAsync(server);
        (await user.RefreshAsync()).ShouldSucceed();

        var answer = await RevokeAsync(user.Client.Id, user.RefreshToken);

        answer.ShouldSucceed().Body.ShouldBe("{}");
        (await user.RefreshAsync()).ShouldRefuse("NotAuthorizedException", "Refresh Token has been revoked");
        (await user.GetUserAsync()).ShouldRefuse("NotAuthorizedException", "Access Token has been revoked");
    }

    [Fact]
    public async Task An_access_or_ID_token_is_refused()
    {
        var user = await SignedInUser.CreateAsync(server);

        foreach (var token in new[] { user.AccessToken, user.IdToken })
        {
            (await RevokeAsync(user.Client.Id, token)).ShouldRefuse("UnsupportedTokenTypeException");
        }
    }

    [Fact]
    public async Task Unknown_and_foreign_tokens_are_taken_in_silence()
    {
        var user = await SignedInUser.CreateAsync(server);
        var stranger = await SignedInUser.CreateAsync(server);

        (await RevokeAsync(user.Client.Id, "unknown")).ShouldSucceed();
        (await RevokeAsync(user.Client.Id, stranger.RefreshToken)).ShouldSucceed();

        (await stranger.RefreshAsync()).ShouldSucceed();
    }

    [Fact]
    public async Task A_client_with_a_secret_must_send_it()
    {
        var user = await SignedInUser.CreateAsync(server, new { GenerateSecret = true });

        (await RevokeAsync(user.Client.Id, user.RefreshToken)).ShouldRefuse("UnauthorizedException");
        (await RevokeAsync(user.Client.Id, user.RefreshToken, new string('a', 51))).ShouldRefuse("UnauthorizedException");
        (await user.RefreshAsync()).ShouldSucceed();

        (await RevokeAsync(user.Client.Id, user.RefreshToken, user.Client.Secret)).ShouldSucceed();
        (await user.RefreshAsync()).ShouldRefuse("NotAuthorizedException");
    }

    [Fact]
    public async Task A_client_that_has_it_off_is_refused()
    {
        var user = await SignedInUser.CreateAsync(server, new { EnableTokenRevocation = false });

        (await RevokeAsync(user.Client.Id, user.RefreshToken)).ShouldRefuse("UnsupportedOperationException");
    }

    private Task<ApiAnswer> RevokeAsync(string clientId, string token, string? secret = null) =>
        secret is null
            ? server.CallPublicAsync("RevokeToken", new { ClientId = clientId, Token = token })
            : server.CallPublicAsync("RevokeToken", new { ClientId = clientId, Token = token, ClientSecret = secret });
}
