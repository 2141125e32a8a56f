using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

public sealed class InitiateAuthTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Incorrect = "Incorrect username or password.";

    [Fact]
    public async Task A_right_password_gets_the_three_tokens()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice");

        var answer = await world.SignInAsync("alice");

        answer.ShouldSucceed();
        answer.Json.EnumerateObject().Select(member => member.Name).Order()
            .ShouldBe(["AuthenticationResult", "ChallengeParameters"]);
        answer.Text("ChallengeParameters").ShouldBe("{}");
        answer.Json.GetProperty("AuthenticationResult").EnumerateObject().Select(member => member.Name).Order()
            .ShouldBe(["AccessToken", "ExpiresIn", "IdToken", "RefreshToken", "TokenType"]);
        answer.Text("AuthenticationResult.TokenType").ShouldBe("Bearer");
        answer.Text("AuthenticationResult.ExpiresIn").ShouldBe("3600");
    }

    [Fact]
    public async Task A_wrong_password_is_refused()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice");

        var answer = await world.SignInAsync("alice", "wrong");

        answer.ShouldRefuse("NotAuthorizedException", Incorrect);
    }

    [Theory]
    [InlineData("LEGACY", "UserNotFoundException", "User does not exist.")]
    [InlineData("ENABLED", "NotAuthorizedException", Incorrect)]
    public async Task An_unknown_user_is_told_as_the_client_wants(string setting, string error, string text)
    {
        var world = await SignInWorld.CreateAsync(server, client: new { PreventUserExistenceErrors = setting });

        var answer = await world.SignInAsync("nobody");

        answer.ShouldRefuse(error, text);
    }

    [Theory]
    [InlineData("USERNAME")]
    [InlineData("PASSWORD")]
    public async Task A_missing_parameter_is_named(string missing)
    {
        var world = await SignInWorld.CreateAsync(server);
        var parameters = new Dictionary<string, string> { ["USERNAME"] = "alice", ["PASSWORD"] = "x" };
        parameters.Remove(missing);

        var answer = await server.CallPublicAsync(
            "InitiateAuth",
            new { AuthFlow = "USER_PASSWORD_AUTH", ClientId = world.Client.Id, AuthParameters = parameters });

        answer.ShouldRefuse("InvalidParameterException", $"Missing required parameter {missing}");
    }

    [Theory]
    [InlineData("USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH flow not enabled for this client")]
    [InlineData("USER_SRP_AUTH", "USER_SRP_AUTH is not enabled for the client.")]
    [InlineData("REFRESH_TOKEN_AUTH", "Auth flow not enabled for this client")]
    [InlineData("ADMIN_USER_PASSWORD_AUTH", "Initiate Auth method not supported")]
    [InlineData("ADMIN_NO_SRP_AUTH", "Initiate Auth method not supported")]
    public async Task A_flow_that_the_client_may_not_use_is_refused(string flow, string text)
    {
        var world = await SignInWorld.CreateAsync(server, client: new { ExplicitAuthFlows = new[] { "ALLOW_CUSTOM_AUTH" } });

        var answer = await server.CallPublicAsync("InitiateAuth", new { AuthFlow = flow, ClientId = world.Client.Id });

        answer.ShouldRefuse("InvalidParameterException", text);
    }

    [Fact]
    public async Task The_old_name_of_the_password_flow_still_turns_it_on()
    {
        var world = await SignInWorld.CreateAsync(server, client: new { ExplicitAuthFlows = new[] { "USER_PASSWORD_AUTH" } });
        await world.AddUserAsync("alice");

        (await world.SignInAsync("alice")).ShouldSucceed();
    }

    [Fact]
    public async Task A_confidential_client_proves_itself_by_the_secret_hash()
    {
        var world = await SignInWorld.CreateAsync(server, client: new { GenerateSecret = true });
        await world.AddUserAsync("alice");

        (await world.SignInAsync("alice", hash: People.SecretHash(world.Client, "alice"))).ShouldSucceed();
    }

    [Fact]
    public async Task A_confidential_client_without_the_secret_hash_is_refused()
    {
        var world = await SignInWorld.CreateAsync(server, client: new { GenerateSecret = true });

        var answer = await world.SignInAsync("alice");

        answer.ShouldRefuse(
            "NotAuthorizedException",
            $"Client {world.Client.Id} is configured with secret but SECRET_HASH was not received");
    }

    [Fact]
    public async Task A_wrong_secret_hash_is_reported_before_an_unknown_user()
    {
        var world = await SignInWorld.CreateAsync(server, client: new { GenerateSecret = true });

        var answer = await world.SignInAsync("nobody", hash: People.SecretHash(world.Client, "somebody"));

        answer.ShouldRefuse("NotAuthorizedException", $"Unable to verify secret hash for client {world.Client.Id}");
    }

    [Theory]
    [InlineData(UserStatus.UNCONFIRMED, "UserNotConfirmedException", "User is not confirmed.")]
    [InlineData(UserStatus.RESET_REQUIRED, "PasswordResetRequiredException", "Password reset required for the user")]
    public async Task What_keeps_a_user_out_is_said_only_after_the_right_password(UserStatus status, string error, string text)
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice", status);

        (await world.SignInAsync("alice", "wrong")).ShouldRefuse("NotAuthorizedException", Incorrect);
        (await world.SignInAsync("alice")).ShouldRefuse(error, text);
    }

    [Fact]
    public async Task A_disabled_user_is_refused()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice", change: user => user.Enabled = false);

        (await world.SignInAsync("alice", "wrong")).ShouldRefuse("NotAuthorizedException", Incorrect);
        (await world.SignInAsync("alice")).ShouldRefuse("NotAuthorizedException", "User is disabled.");
    }

    [Fact]
    public async Task A_temporary_password_ends_with_its_days()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync(
            "alice",
            UserStatus.FORCE_CHANGE_PASSWORD,
            user => user.PasswordSetAt = server.Clock.GetUtcNow().AddDays(-7));

        var answer = await world.SignInAsync("alice");

        answer.ShouldRefuse(
            "NotAuthorizedException",
            "Temporary password has expired and must be reset by an administrator.");
    }

    [Theory]
    [InlineData("LEGACY", "PasswordResetRequiredException")]
    [InlineData("ENABLED", "NotAuthorizedException")]
    public async Task A_user_imported_without_a_password_must_reset_it(string setting, string error)
    {
        var world = await SignInWorld.CreateAsync(server, client: new { PreventUserExistenceErrors = setting });
        await world.AddUserAsync("alice", UserStatus.RESET_REQUIRED, user => user.PasswordHash = null);

        (await world.SignInAsync("alice")).ShouldRefuse(error);
    }

    [Fact]
    public async Task An_external_user_has_no_password_to_be_right()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("Google_1", UserStatus.EXTERNAL_PROVIDER, user => user.PasswordHash = null);

        (await world.SignInAsync("Google_1")).ShouldRefuse("NotAuthorizedException", Incorrect);
    }

    [Fact]
    public async Task A_pool_that_demands_a_second_factor_never_lets_one_pass()
    {
        var world = await SignInWorld.CreateAsync(server);
        await world.AddUserAsync("alice");
        await world.ChangePoolAsync(settings => settings with { MfaConfiguration = "ON" });

        var answer = await world.SignInAsync("alice");

        answer.ShouldSucceed().Text("ChallengeName").ShouldBe("MFA_SETUP");
        answer.Text("AuthenticationResult").ShouldBeNull();
    }
}
