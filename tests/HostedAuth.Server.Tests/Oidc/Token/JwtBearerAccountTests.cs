using HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Oidc.Token;

/// <summary>An issuer's word, good for an hour, makes nothing that signs in for good.</summary>
public sealed class JwtBearerAccountTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task It_gives_nobody_a_passkey()
    {
        var world = await BearerWorld.CreateAsync(server, PasskeyWorld.Policies);
        var token = await TokenAsync(world);

        (await server.CallPublicAsync("StartWebAuthnRegistration", new { AccessToken = token }))
            .ShouldRefuse("NotAuthorizedException", "Nobody signed in for this session. Sign in first.");
        (await server.CallPublicAsync("CompleteWebAuthnRegistration", new { AccessToken = token, Credential = new { } }))
            .ShouldRefuse("NotAuthorizedException", "Nobody signed in for this session. Sign in first.");
        (await server.CallPublicAsync("GetUser", new { AccessToken = token })).ShouldSucceed();
    }

    [Fact]
    public async Task It_gives_nobody_a_first_password_and_who_signed_in_gets_one()
    {
        var world = await BearerWorld.CreateAsync(server);

        (await ChangeAsync(await TokenAsync(world))).ShouldRefuse("NotAuthorizedException");
        var own = await world.App.TokensAsync("aws.cognito.signin.user.admin");
        (await ChangeAsync(own.Text("access_token"))).ShouldSucceed();
    }

    private static async Task<string?> TokenAsync(BearerWorld world)
    {
        var answer = await world.BringAsync(world.Sign(), ("scope", "aws.cognito.signin.user.admin"));
        answer.Status.ShouldBe(200, answer.Body);
        return answer.Text("access_token");
    }

    private Task<ApiAnswer> ChangeAsync(string? token) =>
        server.CallPublicAsync("ChangePassword", new { AccessToken = token, ProposedPassword = "Another-horse-8" });
}
