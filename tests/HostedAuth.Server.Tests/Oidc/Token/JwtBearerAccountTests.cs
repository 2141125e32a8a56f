using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Triggers;

namespace HostedAuth.Server.Tests.Oidc.Token;

/// <summary>An issuer's word, good for an hour, opens nobody's account: addresses, factors and passwords are for good.</summary>
public sealed class JwtBearerAccountTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    private const string SelfService = "aws.cognito.signin.user.admin";

    [Fact]
    public async Task It_opens_no_account()
    {
        var world = await BearerWorld.CreateAsync(server);

        (await world.BringAsync(world.Sign(), ("scope", SelfService))).ShouldRefuse(400, "invalid_scope");
        (await world.BringAsync(world.Sign(), ("scope", $"openid {SelfService}"))).ShouldRefuse(400, "invalid_scope");
        var unasked = await world.BringAsync(world.Sign());

        unasked.Text("scope").ShouldNotBeNull().Split(' ').ShouldNotContain(SelfService);
        foreach (var answer in await TryAllAsync(unasked.Text("access_token")))
        {
            answer.ShouldRefuse("NotAuthorizedException");
        }
    }

    [Fact]
    public async Task Nor_does_it_where_a_trigger_adds_the_scope()
    {
        var config = new { PreTokenGenerationConfig = new { LambdaArn = ServerWithFunctions.Arn, LambdaVersion = "V2_0" } };
        server.Handle(_ => new
        {
            claimsAndScopeOverrideDetails = new { accessTokenGeneration = new { scopesToAdd = new[] { SelfService } } },
        });
        var world = await BearerWorld.CreateAsync(server, new { LambdaConfig = config });

        var token = (await world.BringAsync(world.Sign())).Text("access_token");

        foreach (var answer in await TryAllAsync(token))
        {
            answer.ShouldRefuse("NotAuthorizedException", "Nobody signed in for this session. Sign in first.");
        }

        var own = await world.App.TokensAsync();
        (await server.CallPublicAsync("GetUser", new { AccessToken = own.Text("access_token") })).ShouldSucceed();
    }

    private async Task<ApiAnswer[]> TryAllAsync(string? token) =>
    [
        await server.CallPublicAsync("GetUser", new { AccessToken = token }),
        await server.CallPublicAsync("UpdateUserAttributes", new
        {
            AccessToken = token,
            UserAttributes = new[] { new { Name = "email", Value = "mallory@evil.example" } },
        }),
        await server.CallPublicAsync("VerifyUserAttribute", new { AccessToken = token, AttributeName = "email", Code = "123456" }),
        await server.CallPublicAsync("ChangePassword", new { AccessToken = token, ProposedPassword = "Another-horse-8" }),
        await server.CallPublicAsync("AssociateSoftwareToken", new { AccessToken = token }),
        await server.CallPublicAsync("StartWebAuthnRegistration", new { AccessToken = token }),
        await server.CallPublicAsync("DeleteUser", new { AccessToken = token }),
    ];
}
