using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Triggers;

/// <summary>Why tokens are made, as PreTokenGeneration hears it (triggerSource).</summary>
public sealed class TokenReasonsTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    private const string Arn = ServerWithFunctions.Arn;

    [Fact]
    public async Task A_refresh_asks_anew_and_its_failure_costs_no_token()
    {
        var (poolId, clientId) = await server.OpenWithAdaAsync(
            new { PreTokenGeneration = Arn },
            new
            {
                ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH" },
                RefreshTokenRotation = new { Feature = "ENABLED", RetryGracePeriodSeconds = 0 },
            });
        server.Handle(_ => null);
        var token = (await server.SignInAsync(clientId, "ada")).ShouldSucceed().Text("AuthenticationResult.RefreshToken");
        var request = new { RefreshToken = token, ClientId = clientId, ClientMetadata = new { a = "b" } };

        server.Handle(_ => "not now");
        (await server.CallPublicAsync("GetTokensFromRefreshToken", request))
            .ShouldRefuse("UserLambdaValidationException", "PreTokenGeneration failed with error not now.");
        server.Handle(_ => null);
        (await server.CallPublicAsync("GetTokensFromRefreshToken", request)).ShouldSucceed();

        server.Sources(poolId)[^1].ShouldBe("TokenGeneration_RefreshTokens");
        server.Events(poolId)[^1]["request"]!["clientMetadata"]!.ToJsonString().ShouldBe("""{"a":"b"}""");
    }

    [Fact]
    public async Task The_first_own_password_is_a_reason_of_its_own()
    {
        var (poolId, clientId) = await server.OpenWithAdaAsync(new { PreTokenGeneration = Arn });
        server.Handle(_ => null);
        await server.CallAsync("AdminCreateUser", new
        {
            UserPoolId = poolId,
            Username = "bob",
            TemporaryPassword = People.Password,
            MessageAction = "SUPPRESS",
        });
        var asked = await server.SignInAsync(clientId, "bob");

        (await server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ClientId = clientId,
            ChallengeName = "NEW_PASSWORD_REQUIRED",
            Session = asked.Text("Session"),
            ChallengeResponses = new { USERNAME = "bob", NEW_PASSWORD = "Another-horse-8" },
        })).ShouldSucceed();

        server.Sources(poolId).ShouldBe(["TokenGeneration_NewPasswordChallenge"]);
    }

    [Fact]
    public async Task A_code_is_a_reason_of_its_own()
    {
        server.Handle(_ => null);
        var app = await TestApp.CreateAsync(server, pool: new { LambdaConfig = new { PreTokenGeneration = Arn } });

        await app.TokensAsync();

        server.Sources(app.PoolId).ShouldBe(["TokenGeneration_HostedAuth"]);
    }
}
