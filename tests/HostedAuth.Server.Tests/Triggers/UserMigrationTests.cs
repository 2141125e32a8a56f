using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Triggers;

public sealed class UserMigrationTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    private static readonly object Trigger = new { UserMigration = ServerWithFunctions.Arn };

    [Fact]
    public async Task Who_is_known_elsewhere_becomes_a_user_and_is_in()
    {
        var (poolId, clientId) = await server.OpenAsync(Trigger);
        server.Handle(Know("Ada", People.Password));

        (await server.SignInAsync(clientId, "Ada")).ShouldSucceed().Text("AuthenticationResult.IdToken").ShouldNotBeNull();

        var content = server.Events(poolId).ShouldHaveSingleItem();
        content["userName"]!.ToString().ShouldBe("Ada");
        content["request"]!.ToJsonString().ShouldBe(
            $$$"""{"password":"{{{People.Password}}}","validationData":{},"clientMetadata":{}}""");
        content["response"]!.AsObject().Select(member => member.Key).ShouldBe(
        [
            "userAttributes", "forceAliasCreation", "enableSMSMFA", "finalUserStatus", "messageAction", "desiredDeliveryMediums",
        ]);
        var user = await server.ReadUserAsync(poolId, "ada");
        user.Username.ShouldBe("Ada");
        user.Status.ToString().ShouldBe("CONFIRMED");
        user.HasVerified("email").ShouldBeTrue();
        (await server.SignInAsync(clientId, "ada")).ShouldSucceed();
        server.Events(poolId).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("LEGACY", "UserNotFoundException")]
    [InlineData("ENABLED", "NotAuthorizedException")]
    public async Task A_wrong_password_there_makes_nobody(string prevents, string error)
    {
        var (poolId, clientId) = await OpenAsync(prevents);
        server.Handle(Know("ada", "Another-horse-8"));

        (await server.SignInAsync(clientId, "ada")).ShouldRefuse(error);

        await ShouldHaveUsersAsync(poolId, 0);
    }

    [Fact]
    public async Task Guesses_there_are_counted_like_guesses_here()
    {
        var (poolId, clientId) = await OpenAsync("ENABLED");
        server.Handle(_ => "no");
        for (var guess = 0; guess < 5; guess++)
        {
            await server.SignInAsync(clientId, "ada", "Wrong-horse-1");
        }

        (await server.SignInAsync(clientId, "ada", "Wrong-horse-1"))
            .ShouldRefuse("NotAuthorizedException", "Password attempts exceeded");

        server.Events(poolId).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Many_at_once_make_one_user_and_all_are_in()
    {
        var (poolId, clientId) = await server.OpenAsync(Trigger);
        server.Handle(Know("ada", People.Password));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.SignInAsync(clientId, "ada")));

        answers.ShouldAllBe(answer => answer.Error == null);
        await ShouldHaveUsersAsync(poolId, 1);
    }

    [Fact]
    public async Task Without_a_final_status_the_password_must_be_reset()
    {
        var (poolId, clientId) = await server.OpenAsync(Trigger);
        server.Handle(_ => new { userAttributes = new { email = "ada@example.com" } });

        (await server.SignInAsync(clientId, "ada")).ShouldRefuse("PasswordResetRequiredException");

        (await server.ReadUserAsync(poolId, "ada")).Status.ToString().ShouldBe("RESET_REQUIRED");
    }

    [Theory]
    [InlineData("""{}""", "UserNotFoundException")]
    [InlineData("""{"userAttributes":null}""", "UserNotFoundException")]
    [InlineData("""{"userAttributes":{"shoe":"42"}}""", "InvalidLambdaResponseException")]
    [InlineData("""{"userAttributes":{"email":7}}""", "InvalidLambdaResponseException")]
    [InlineData("""{"userAttributes":{"email":"no address"}}""", "InvalidLambdaResponseException")]
    [InlineData("""{"userAttributes":{"email":"a@example.com","username":"eve"}}""", "InvalidLambdaResponseException")]
    [InlineData("""{"userAttributes":{"email":"a@example.com"},"finalUserStatus":"ARCHIVED"}""", "InvalidLambdaResponseException")]
    [InlineData("""{"userAttributes":{"email":"a@example.com"},"desiredDeliveryMediums":["PIGEON"]}""", "InvalidLambdaResponseException")]
    public async Task What_names_nobody_makes_nobody(string response, string error)
    {
        var (poolId, clientId) = await server.OpenAsync(Trigger);
        server.Handle(_ => JsonNode.Parse(response)!);

        (await server.SignInAsync(clientId, "ada")).ShouldRefuse(error);

        await ShouldHaveUsersAsync(poolId, 0);
    }

    [Theory]
    [InlineData("LEGACY", "UnexpectedLambdaException")]
    [InlineData("ENABLED", "NotAuthorizedException")]
    public async Task A_dead_function_locks_nobody_out(string prevents, string error)
    {
        var (poolId, clientId) = await OpenAsync(prevents);
        server.Functions.Answers = _ => new("{}", 500);
        for (var time = 0; time < 8; time++)
        {
            (await server.SignInAsync(clientId, "ada")).ShouldRefuse(error);
        }

        // Until then the dead function is left in peace.
        server.Clock.Advance(TimeSpan.FromSeconds(11));
        server.Handle(Know("ada", People.Password));
        (await server.SignInAsync(clientId, "ada")).ShouldSucceed();

        await ShouldHaveUsersAsync(poolId, 1);
    }

    [Fact]
    public async Task A_password_that_the_policy_would_refuse_comes_along()
    {
        var (_, clientId) = await server.OpenAsync(Trigger);
        server.Handle(Know("ada", "abc"));

        (await server.SignInAsync(clientId, "ada", "abc")).ShouldSucceed();
        (await server.SignInAsync(clientId, "ada", "abc")).ShouldSucceed();
    }

    [Fact]
    public async Task By_an_alias_the_function_names_the_user()
    {
        var poolId = await server.CreatePoolAsync(new { LambdaConfig = Trigger, AliasAttributes = new[] { "email" } });
        var client = await server.CreateClientAsync(poolId, new { ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH" } });
        server.Handle(_ => new
        {
            userAttributes = new { username = "ada", email = "ada@example.com", email_verified = "true" },
            finalUserStatus = "CONFIRMED",
        });

        (await server.SignInAsync(client.Id, "ada@example.com")).ShouldSucceed();

        (await server.ReadUserAsync(poolId, "ada")).Attributes["email"].ShouldBe("ada@example.com");
    }

    [Fact]
    public async Task PreAuthentication_sees_the_user_who_came_along()
    {
        var (poolId, clientId) = await server.OpenAsync(
            new { UserMigration = ServerWithFunctions.Arn, PreAuthentication = ServerWithFunctions.Arn });
        server.Handle(content => content["triggerSource"]!.ToString() == "PreAuthentication_Authentication"
            ? "closed"
            : Know("ada", People.Password)(content));

        (await server.SignInAsync(clientId, "ada"))
            .ShouldRefuse("UserLambdaValidationException", "PreAuthentication failed with error closed.");

        server.Sources(poolId).ShouldBe(["UserMigration_Authentication", "PreAuthentication_Authentication"]);
    }

    [Fact]
    public async Task Who_forgot_the_password_comes_along_and_gets_a_code()
    {
        var email = People.NewEmail();
        var (poolId, clientId) = await server.OpenAsync(Trigger);
        server.Handle(_ => new { userAttributes = new { email, email_verified = "true" }, messageAction = "SUPPRESS" });

        (await server.ForgotPasswordAsync(clientId, "ada")).ShouldSucceed();
        (await server.ConfirmForgotPasswordAsync(clientId, "ada", await server.CodeToAsync(email))).ShouldSucceed();

        server.Sources(poolId).ShouldBe(["UserMigration_ForgotPassword"]);
        server.Events(poolId)[0]["request"]!.AsObject().ContainsKey("password").ShouldBeFalse();
        (await server.SignInAsync(clientId, "ada", "Another-horse-8")).ShouldSucceed();
    }

    [Theory]
    [InlineData("LEGACY", "UserNotFoundException")]
    [InlineData("ENABLED", null)]
    public async Task Who_is_unknown_everywhere_forgot_nothing(string prevents, string? error)
    {
        var (poolId, clientId) = await OpenAsync(prevents);
        server.Handle(_ => "who?");

        (await server.ForgotPasswordAsync(clientId, "ada")).Error.ShouldBe(error);

        await ShouldHaveUsersAsync(poolId, 0);
    }

    private static Func<JsonObject, object?> Know(string username, string password) => content =>
        content["userName"]!.ToString() == username && content["request"]!["password"]?.ToString() == password
            ? new
            {
                userAttributes = new { email = "ada@example.com", email_verified = "true" },
                finalUserStatus = "CONFIRMED",
                messageAction = "SUPPRESS",
            }
            : "Bad password";

    private Task<(string PoolId, string ClientId)> OpenAsync(string prevents) => server.OpenAsync(
        Trigger,
        new { PreventUserExistenceErrors = prevents, ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH" } });

    private async Task ShouldHaveUsersAsync(string poolId, int count) =>
        (await server.CallAsync("ListUsers", new { UserPoolId = poolId })).Json.GetProperty("Users").GetArrayLength().ShouldBe(count);
}
