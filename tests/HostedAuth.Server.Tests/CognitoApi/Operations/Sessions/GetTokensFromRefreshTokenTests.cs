using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Sessions;

public sealed class GetTokensFromRefreshTokenTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string NewToken = "AuthenticationResult.RefreshToken";

    private static object Rotating(int graceSeconds) => new
    {
        ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH" },
        RefreshTokenRotation = new { Feature = "ENABLED", RetryGracePeriodSeconds = graceSeconds },
    };

    [Fact]
    public async Task Without_rotation_the_token_stays()
    {
        var user = await SignedInUser.CreateAsync(server);

        var answer = await GetAsync(user, user.RefreshToken);

        answer.ShouldSucceed().Text(NewToken).ShouldBeNull();
        answer.Text("AuthenticationResult.IdToken").ShouldNotBeNull();
        (await GetAsync(user, user.RefreshToken)).ShouldSucceed();
    }

    [Fact]
    public async Task With_rotation_a_used_token_is_refused_after_its_grace_and_ends_its_successor()
    {
        var user = await SignedInUser.CreateAsync(server, Rotating(graceSeconds: 20));
        var successor = (await GetAsync(user, user.RefreshToken)).ShouldSucceed().Text(NewToken).ShouldNotBeNull();
        server.Clock.Advance(TimeSpan.FromSeconds(19));
        (await GetAsync(user, user.RefreshToken)).ShouldSucceed().Text(NewToken).ShouldBe(successor);

        server.Clock.Advance(TimeSpan.FromSeconds(1));

        (await GetAsync(user, user.RefreshToken)).ShouldRefuse("RefreshTokenReuseException");
        (await GetAsync(user, successor)).ShouldRefuse("NotAuthorizedException", "Refresh Token has been revoked");
    }

    [Fact]
    public async Task Of_a_hundred_uses_at_once_one_successor_comes()
    {
        var user = await SignedInUser.CreateAsync(server, Rotating(graceSeconds: 60));

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => GetAsync(user, user.RefreshToken)));

        var successor = answers.Select(answer => answer.ShouldSucceed().Text(NewToken)).Distinct().ShouldHaveSingleItem();
        (await GetAsync(user, successor!)).ShouldSucceed();
    }

    [Fact]
    public async Task A_client_that_rotates_is_refused_REFRESH_TOKEN_AUTH()
    {
        var user = await SignedInUser.CreateAsync(server, Rotating(graceSeconds: 0));

        (await user.RefreshAsync()).ShouldRefuse("InvalidParameterException", "Auth flow not enabled for this client");
    }

    [Fact]
    public async Task A_client_with_a_secret_must_send_it()
    {
        var user = await SignedInUser.CreateAsync(server, new { GenerateSecret = true });

        (await GetAsync(user, user.RefreshToken)).ShouldRefuse("NotAuthorizedException");
        (await GetAsync(user, user.RefreshToken, new string('a', 51))).ShouldRefuse("NotAuthorizedException");
        (await GetAsync(user, user.RefreshToken, user.Client.Secret)).ShouldSucceed();
    }

    [Fact]
    public async Task A_token_of_another_client_or_pool_is_refused()
    {
        var user = await SignedInUser.CreateAsync(server);
        var stranger = await SignedInUser.CreateAsync(server);
        var other = user with { Client = await server.CreateClientAsync(user.PoolId) };

        (await GetAsync(other, user.RefreshToken)).ShouldRefuse("NotAuthorizedException", "Invalid Refresh Token");
        (await GetAsync(stranger, user.RefreshToken)).ShouldRefuse("NotAuthorizedException", "Invalid Refresh Token");
    }

    private Task<ApiAnswer> GetAsync(SignedInUser user, string token, string? secret = null) => secret is null
        ? server.CallPublicAsync("GetTokensFromRefreshToken", new { ClientId = user.Client.Id, RefreshToken = token })
        : server.CallPublicAsync(
            "GetTokensFromRefreshToken",
            new { ClientId = user.Client.Id, RefreshToken = token, ClientSecret = secret });
}
