using System.Text.Json;
using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

public sealed class NewPasswordRequiredTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_temporary_password_asks_for_a_new_one()
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("name", "Alice"));

        var answer = await world.SignInAsync("alice");

        answer.ShouldSucceed().Text("ChallengeName").ShouldBe("NEW_PASSWORD_REQUIRED");
        answer.Text("AuthenticationResult").ShouldBeNull();
        answer.Text("Session")!.Length.ShouldBeInRange(20, 4096);
        answer.Text("ChallengeParameters.USER_ID_FOR_SRP").ShouldBe("alice");
        JsonSerializer.Deserialize<string[]>(answer.Text("ChallengeParameters.requiredAttributes")!)
            .ShouldBe(["userAttributes.email"]);
        answer.Text("ChallengeParameters.userAttributes").ShouldBe("""{"name":"Alice"}""");
    }

    [Fact]
    public async Task A_new_password_confirms_the_user_and_signs_in()
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));
        var session = await world.SessionOfAsync("alice");

        var answer = await world.AnswerAsync(session, "alice");

        answer.ShouldSucceed().Text("AuthenticationResult.TokenType").ShouldBe("Bearer");
        (await world.ReadUserAsync("alice")).Status.ShouldBe(UserStatus.CONFIRMED);
        (await world.SignInAsync("alice", SignInWorld.NewPassword)).Text("AuthenticationResult").ShouldNotBeNull();
        (await world.SignInAsync("alice")).ShouldRefuse("NotAuthorizedException");
    }

    [Fact]
    public async Task A_new_password_that_breaks_the_policy_leaves_the_session_good()
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));
        var session = await world.SessionOfAsync("alice");

        (await world.AnswerAsync(session, "alice", "short"))
            .ShouldRefuse("InvalidPasswordException", "Password did not conform with policy: Password not long enough");
        (await world.AnswerAsync(session, "alice")).ShouldSucceed();
    }

    [Fact]
    public async Task Required_attributes_are_filled_in_with_the_new_password()
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server);
        var session = await world.SessionOfAsync("alice");

        (await world.AnswerAsync(session, "alice")).ShouldRefuse(
            "InvalidParameterException",
            "Attributes did not conform to the schema: email: The attribute is required\n");
        (await world.AnswerAsync(session, "alice", attributes: ("email", "alice@example.com"))).ShouldSucceed();
        (await world.ReadUserAsync("alice")).Attributes["email"].ShouldBe("alice@example.com");
    }

    [Fact]
    public async Task A_required_attribute_that_is_there_already_stays()
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));
        var session = await world.SessionOfAsync("alice");

        (await world.AnswerAsync(session, "alice", attributes: ("email", "mallory@example.com")))
            .ShouldRefuse("NotAuthorizedException", "Cannot modify an already provided email");
        (await world.AnswerAsync(session, "alice", attributes: ("email", "alice@example.com"))).ShouldSucceed();
    }

    [Fact]
    public async Task An_attribute_that_the_client_may_not_write_is_refused()
    {
        var world = await SignInWorld.WithTemporaryPasswordAsync(server, ("email", "alice@example.com"));
        var session = await world.SessionOfAsync("alice");

        var answer = await world.AnswerAsync(session, "alice", attributes: ("email_verified", "true"));

        answer.ShouldRefuse("NotAuthorizedException", "A client attempted to write unauthorized attribute");
    }
}
