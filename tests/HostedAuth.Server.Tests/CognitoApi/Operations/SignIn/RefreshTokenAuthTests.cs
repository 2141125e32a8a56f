using HostedAuth.Server.Tests.Fixtures;

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
