using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Triggers;

public sealed class AuthenticationTriggerTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    private static readonly object Both =
        new { PreAuthentication = ServerWithFunctions.Arn, PostAuthentication = ServerWithFunctions.Arn };

    [Fact]
    public async Task PreAuthentication_comes_before_the_password_and_PostAuthentication_after_it()
    {
        var (poolId, clientId) = await OpenAsync(Both);

        var answer = await server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "USER_PASSWORD_AUTH",
            ClientId = clientId,
            AuthParameters = new { USERNAME = "ada", PASSWORD = People.Password },
            ClientMetadata = new { shop = "7" },
        });

        answer.ShouldSucceed();
        var (before, after) = (server.Events(poolId)[0], server.Events(poolId)[1]);
        ((string)before["triggerSource"]!).ShouldBe("PreAuthentication_Authentication");
        ((string)before["userName"]!).ShouldBe("ada");
        var sub = (await server.ReadUserAsync(poolId, "ada")).Id;
        before["request"]!.ToJsonString().ShouldBe(
            $$$"""
            {"userAttributes":{"sub":"{{{sub}}}","cognito:user_status":"CONFIRMED","email":"ada@example.com","email_verified":"false"},"validationData":{"shop":"7"},"userNotFound":false}
            """);
        ((string)after["triggerSource"]!).ShouldBe("PostAuthentication_Authentication");
        after["request"]!.ToJsonString().ShouldEndWith(""" "newDeviceUsed":false,"clientMetadata":{}} """.Trim());
    }

    [Fact]
    public async Task A_wrong_password_calls_PreAuthentication_alone()
    {
        var (poolId, clientId) = await OpenAsync(Both);

        (await server.SignInAsync(clientId, "ada", "Wrong-horse-1")).ShouldRefuse("NotAuthorizedException");

        server.Sources(poolId).ShouldBe(["PreAuthentication_Authentication"]);
    }

    [Theory]
    [InlineData("PreAuthentication")]
    [InlineData("PostAuthentication")]
    public async Task What_either_refuses_gives_no_tokens(string trigger)
    {
        var (poolId, clientId) = await OpenAsync(Both);
        server.Handle(content => ((string)content["triggerSource"]!).StartsWith(trigger, StringComparison.Ordinal) ? "Closed on Sundays" : null);

        (await server.SignInAsync(clientId, "ada"))
            .ShouldRefuse("UserLambdaValidationException", $"{trigger} failed with error Closed on Sundays.");

        (await server.InPoolAsync(poolId, async services =>
            await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.CountAsync(
                ((HostedAuth.Core.Storage.HostedAuthDbContext)services.GetService(typeof(HostedAuth.Core.Storage.HostedAuthDbContext))!)
                    .TokenSessions))).ShouldBe(0);
    }

    [Fact]
    public async Task A_refresh_calls_neither()
    {
        var (poolId, clientId) = await OpenAsync(Both);
        var refreshToken = (await server.SignInAsync(clientId, "ada")).Text("AuthenticationResult.RefreshToken");

        (await server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = "REFRESH_TOKEN_AUTH",
            ClientId = clientId,
            AuthParameters = new { REFRESH_TOKEN = refreshToken },
        })).ShouldSucceed();

        server.Events(poolId).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("ENABLED", "NotAuthorizedException", 1)]
    [InlineData("LEGACY", "UserNotFoundException", 0)]
    public async Task An_unknown_name_is_shown_where_the_client_hides_it(string prevents, string error, int calls)
    {
        server.Handle(_ => null);
        var (poolId, clientId) = await server.OpenAsync(
            Both,
            new { PreventUserExistenceErrors = prevents, ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH" } });

        (await server.SignInAsync(clientId, "nobody")).ShouldRefuse(error);

        var events = server.Events(poolId);
        events.Count.ShouldBe(calls);
        events.ShouldAllBe(content => (bool)content["request"]!["userNotFound"]!);
    }

    private async Task<(string PoolId, string ClientId)> OpenAsync(object triggers)
    {
        server.Handle(_ => null);
        var opened = await server.OpenAsync(triggers);
        await server.SignUpAsync(opened.ClientId, "ada", "ada@example.com");
        await server.CallAsync("AdminConfirmSignUp", new { UserPoolId = opened.PoolId, Username = "ada" });
        return opened;
    }
}
