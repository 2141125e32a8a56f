using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

public sealed class RefreshTokenAuthTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_refresh_token_gets_new_tokens_and_no_other_refresh_token()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice");
        var signedIn = await world.SignInAsync("alice");

        var answer = await RefreshAsync(world, signedIn.Text("AuthenticationResult.RefreshToken")!);

        answer.ShouldSucceed();
        answer.Json.GetProperty("AuthenticationResult").EnumerateObject().Select(member => member.Name).Order()
            .ShouldBe(["AccessToken", "ExpiresIn", "IdToken", "TokenType"]);
    }

    [Theory]
    [InlineData("username")]
    [InlineData("sub")]
    public async Task A_refresh_is_proven_by_the_hash_over_the_canonical_name(string name)
    {
        var world = await SignInWorld.CreateAsync(server, client: new { GenerateSecret = true });
        var user = await world.AddUserAsync("alice");
        var signedIn = await world.SignInAsync("alice", hash: People.SecretHash(world.Client, "alice"));
        var token = signedIn.Text("AuthenticationResult.RefreshToken")!;

        (await RefreshAsync(world, token, People.SecretHash(world.Client, name == "sub" ? user.Id : user.Username)))
            .ShouldSucceed();
        (await RefreshAsync(world, token, People.SecretHash(world.Client, "mallory")))
            .ShouldRefuse("NotAuthorizedException");
        (await RefreshAsync(world, token)).ShouldRefuse("NotAuthorizedException");
    }

    [Fact]
    public async Task A_refresh_token_of_the_token_endpoint_rotates_here_too_and_its_reuse_ends_the_session()
    {
        var app = await TestApp.CreateAsync(server);
        var stolen = (await app.TokensAsync()).Text("refresh_token")!;

        var successor = (await UseAsync("InitiateAuth", stolen)).ShouldSucceed().Text("AuthenticationResult.RefreshToken");
        var third = (await UseAsync("GetTokensFromRefreshToken", successor!)).ShouldSucceed().Text("AuthenticationResult.RefreshToken");
        server.Clock.Advance(TimeSpan.FromHours(1));

        successor.ShouldNotBe(stolen);
        third.ShouldNotBeNull().ShouldNotBe(successor);
        (await app.RefreshAsync(stolen)).ShouldRefuse(400, "invalid_grant");
        (await UseAsync("GetTokensFromRefreshToken", third)).ShouldRefuse("NotAuthorizedException", "Refresh Token has been revoked");

        Task<ApiAnswer> UseAsync(string operation, string token) => server.CallPublicAsync(operation, operation == "InitiateAuth"
            ? new { AuthFlow = "REFRESH_TOKEN_AUTH", ClientId = app.Client.Id, AuthParameters = new { REFRESH_TOKEN = token } }
            : new { RefreshToken = token, ClientId = app.Client.Id });
    }

    [Fact]
    public async Task Where_the_client_does_not_rotate_it_stays()
    {
        var app = await TestApp.CreateAsync(server, new { RefreshTokenRotation = new { Feature = "DISABLED" } });
        var token = (await app.TokensAsync()).Text("refresh_token")!;

        var answer = await server.CallPublicAsync("GetTokensFromRefreshToken", new { RefreshToken = token, ClientId = app.Client.Id });

        answer.ShouldSucceed().Text("AuthenticationResult.RefreshToken").ShouldBeNull();
        (await app.RefreshAsync(token)).Status.ShouldBe(200);
    }

    private Task<ApiAnswer> RefreshAsync(SignInWorld world, string token, string? hash = null) =>
        server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "REFRESH_TOKEN_AUTH",
            ClientId = world.Client.Id,
            AuthParameters = hash is null
                ? new Dictionary<string, string> { ["REFRESH_TOKEN"] = token }
                : new Dictionary<string, string> { ["REFRESH_TOKEN"] = token, ["SECRET_HASH"] = hash },
        });
}
