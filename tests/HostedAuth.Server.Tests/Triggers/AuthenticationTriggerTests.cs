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
    public async Task Of_right_answers_in_parallel_one_calls_PostAuthentication()
    {
        var (poolId, clientId) = await OpenAsync(Both);
        var asked = await AskForNewPasswordAsync(poolId, clientId);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SetNewPasswordAsync(clientId, asked)));

        answers.Count(answer => answer.Error is null).ShouldBe(1);
        server.Sources(poolId).Count(source => source.StartsWith("PostAuthentication", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_PostAuthentication_refused_is_spent_and_what_it_changed_stays()
    {
        var (poolId, clientId) = await OpenAsync(Both);
        var asked = await AskForNewPasswordAsync(poolId, clientId);
        server.Handle(content => ((string)content["triggerSource"]!).StartsWith("Post", StringComparison.Ordinal) ? "Not now" : null);

        (await SetNewPasswordAsync(clientId, asked)).ShouldRefuse("UserLambdaValidationException", "PostAuthentication failed with error Not now.");
        (await SetNewPasswordAsync(clientId, asked)).ShouldRefuse("NotAuthorizedException");

        server.Handle(_ => null);
        (await server.SignInAsync(clientId, "ada", NewPassword)).ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
    }

    private const string NewPassword = "Another-horse-7";

    private async Task<ApiAnswer> AskForNewPasswordAsync(string poolId, string clientId)
    {
        (await server.CallAsync("AdminSetUserPassword", new { UserPoolId = poolId, Username = "ada", People.Password, Permanent = false }))
            .ShouldSucceed();
        var asked = await server.SignInAsync(clientId, "ada");
        asked.ShouldSucceed().Text("ChallengeName").ShouldBe("NEW_PASSWORD_REQUIRED");
        return asked;
    }

    private Task<ApiAnswer> SetNewPasswordAsync(string clientId, ApiAnswer asked) =>
        server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ChallengeName = "NEW_PASSWORD_REQUIRED",
            ClientId = clientId,
            Session = asked.Text("Session"),
            ChallengeResponses = new { USERNAME = "ada", NEW_PASSWORD = NewPassword },
        });

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

    private Task<(string PoolId, string ClientId)> OpenAsync(object triggers)
    {
        server.Handle(_ => null);
        return server.OpenWithAdaAsync(triggers);
    }
}
