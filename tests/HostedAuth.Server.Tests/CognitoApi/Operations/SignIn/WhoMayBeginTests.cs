using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;
using static HostedAuth.Server.Tests.CognitoApi.Operations.SignIn.ChoiceSteps;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

/// <summary>Who is offered which first factor, and what nobody learns by it.</summary>
public sealed class WhoMayBeginTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_code_alone_is_not_enough_for_who_set_up_a_second_factor_since()
    {
        var world = await server.CreateChoiceWorldAsync("OPTIONAL");
        await world.AddUserAsync("alice");
        var asked = await server.StartByChoiceAsync(world, "alice", ("PREFERRED_CHALLENGE", "EMAIL_OTP"));
        var code = await world.CodeAsync("EMAIL_OTP");
        await server.ChangeUserAsync(world.SignIn.PoolId, "alice", user => user.ActiveFactors = ["EMAIL_OTP"]);

        (await world.AnswerAsync(asked, "EMAIL_OTP_CODE", code)).ShouldRefuse("CodeMismatchException");
    }

    [Fact]
    public async Task Who_has_a_temporary_password_is_offered_passwords_only()
    {
        var world = await server.CreateChoiceWorldAsync();
        await world.AddUserAsync("alice");
        await world.SignIn.ChangeUserAsync("alice", user => user.Status = UserStatus.FORCE_CHANGE_PASSWORD);

        OfferedBy(await server.StartByChoiceAsync(world, "alice")).ShouldBe(["PASSWORD_SRP", "PASSWORD"]);
    }

    [Fact]
    public async Task Nobody_goes_round_the_provider_that_vouches_for_them()
    {
        var world = await server.CreateChoiceWorldAsync();
        await world.AddUserAsync("alice");
        await world.SignIn.ChangeUserAsync("alice", user =>
        {
            user.Status = UserStatus.EXTERNAL_PROVIDER;
            user.PasswordHash = null;
            user.SealedSrpVerifier = null;
        });

        var asked = await server.StartByChoiceAsync(world, "alice", ("PREFERRED_CHALLENGE", "EMAIL_OTP"));

        OfferedBy(asked).ShouldBe(["PASSWORD_SRP", "PASSWORD"]);
        (await world.AnswerAsync(asked, "ANSWER", "EMAIL_OTP")).ShouldRefuse("InvalidParameterException");
        (await server.ChooseAsync(world, asked, "PASSWORD", ("PASSWORD", SignInWorld.Password)))
            .ShouldRefuse("NotAuthorizedException");
    }

    [Theory]
    [InlineData("ON")]
    [InlineData("OPTIONAL", "SMS_MFA")]
    public async Task Who_owes_a_second_factor_can_not_begin_with_a_code(string mfa, params string[] factors)
    {
        var world = await server.CreateChoiceWorldAsync(mfa);
        await world.AddUserAsync("alice", factors);

        OfferedBy(await server.StartByChoiceAsync(world, "alice")).ShouldBe(["PASSWORD_SRP", "PASSWORD"]);
        var second = await server.StartByChoiceAsync(
            world, "alice", ("PREFERRED_CHALLENGE", "PASSWORD"), ("PASSWORD", SignInWorld.Password));
        second.Text("ChallengeName").ShouldBe("SMS_MFA");
    }

    [Fact]
    public async Task An_address_that_is_not_proven_is_no_factor()
    {
        var world = await server.CreateChoiceWorldAsync();
        await world.SignIn.AddUserAsync("alice", attributes: [("email", world.Email), ("email_verified", "false")]);

        OfferedBy(await server.StartByChoiceAsync(world, "alice")).ShouldBe(["PASSWORD_SRP", "PASSWORD"]);
    }

    [Fact]
    public async Task An_unknown_name_is_offered_what_users_have_and_gets_no_further()
    {
        var world = await server.CreateChoiceWorldAsync(
            factors: ["PASSWORD", "EMAIL_OTP", "SMS_OTP"],
            client: new { ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH" }, PreventUserExistenceErrors = "ENABLED" });
        await world.AddUserAsync("alice");
        var nobody = await server.LikeAsync(world.SignIn.PoolId, "alice");

        var first = await server.StartByChoiceAsync(world, nobody);
        var second = await server.StartByChoiceAsync(world, nobody);
        var asked = await server.StartByChoiceAsync(world, nobody, ("PREFERRED_CHALLENGE", "EMAIL_OTP"));
        var again = await server.StartByChoiceAsync(world, nobody, ("PREFERRED_CHALLENGE", "EMAIL_OTP"));

        OfferedBy(first).ShouldBe(["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP"]);
        OfferedBy(second).ShouldBe(OfferedBy(first));
        asked.Text("ChallengeName").ShouldBe("EMAIL_OTP");
        asked.Text("ChallengeParameters.CODE_DELIVERY_DESTINATION").ShouldNotBeNull()
            .ShouldBe(again.Text("ChallengeParameters.CODE_DELIVERY_DESTINATION"));
        (await world.AnswerAsync(asked, "EMAIL_OTP_CODE", "123456", username: nobody)).ShouldRefuse(
            "CodeMismatchException",
            "Invalid code or auth state for the user.");
        (await server.ChooseAsync(world, first, "PASSWORD", ("USERNAME", nobody), ("PASSWORD", "Passw0rd!"))).ShouldRefuse(
            "NotAuthorizedException",
            "Incorrect username or password.");
    }

    [Fact]
    public async Task A_client_that_tells_of_users_tells()
    {
        var world = await server.CreateChoiceWorldAsync();

        (await server.TryStartByChoiceAsync(world, "nobody"))
            .ShouldRefuse("UserNotFoundException", "User does not exist.");
    }
}
