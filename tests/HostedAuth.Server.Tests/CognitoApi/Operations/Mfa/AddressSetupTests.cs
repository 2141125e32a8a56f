using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;

/// <summary>MFA_SETUP by an address.</summary>
public sealed class AddressSetupTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task An_email_address_is_proven_and_a_factor_from_then_on()
    {
        var world = await NewWorldAsync();
        var email = People.NewEmail();
        var asked = await world.AskAsync("alice", "MFA_SETUP");

        var proof = (await world.AnswerAsync(asked, "alice", "MFA_SETUP", ("EMAIL", email))).ShouldSucceed();
        var answer = await world.AnswerAsync(
            proof, "alice", "EMAIL_OTP", ("EMAIL_OTP_CODE", await server.CodeToAsync(email)));

        asked.Text("ChallengeParameters.MFAS_CAN_SETUP").ShouldBe("""["SOFTWARE_TOKEN_MFA","EMAIL_OTP","SMS_MFA"]""");
        proof.Text("ChallengeName").ShouldBe("EMAIL_OTP");
        proof.Text("ChallengeParameters.CODE_DELIVERY_DELIVERY_MEDIUM").ShouldBe("EMAIL");
        answer.ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
        var user = await world.ReadUserAsync("alice");
        user.ActiveFactors.ShouldBe(["EMAIL_OTP"]);
        user.Attributes["email"].ShouldBe(email);
        user.Attributes["email_verified"].ShouldBe("true");
        await world.AskAsync("alice", "EMAIL_OTP");
    }

    [Fact]
    public async Task A_phone_number_is_too()
    {
        var world = await NewWorldAsync();
        var asked = await world.AskAsync("alice", "MFA_SETUP");

        var proof = (await world.AnswerAsync(asked, "alice", "MFA_SETUP", ("PHONE_NUMBER", "+15559870001"))).ShouldSucceed();
        var answer = await world.AnswerAsync(
            proof, "alice", "SMS_MFA", ("SMS_MFA_CODE", await server.CodeToAsync("+15559870001")));

        answer.ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
        (await world.ReadUserAsync("alice")).ActiveFactors.ShouldBe(["SMS_MFA"]);
    }

    [Fact]
    public async Task A_wrong_code_changes_nothing()
    {
        var world = await NewWorldAsync();
        var email = People.NewEmail();
        var asked = await world.AskAsync("alice", "MFA_SETUP");
        var proof = await world.AnswerAsync(asked, "alice", "MFA_SETUP", ("EMAIL", email));
        var code = await server.CodeToAsync(email);

        (await world.AnswerAsync(proof, "alice", "EMAIL_OTP", ("EMAIL_OTP_CODE", People.WrongCode(code))))
            .ShouldRefuse("CodeMismatchException");

        var user = await world.ReadUserAsync("alice");
        user.ActiveFactors.ShouldBeEmpty();
        user.Attributes.ContainsKey("email").ShouldBeFalse();
        (await world.AnswerAsync(proof, "alice", "EMAIL_OTP", ("EMAIL_OTP_CODE", code))).ShouldSucceed();
    }

    [Fact]
    public async Task What_is_no_address_or_no_factor_of_the_pool_is_refused()
    {
        var world = await NewWorldAsync();
        var asked = await world.AskAsync("alice", "MFA_SETUP");

        (await world.AnswerAsync(asked, "alice", "MFA_SETUP", ("EMAIL", "nonsense"))).ShouldRefuse("InvalidParameterException");
        var endless = $"{new string('a', 320)}@example.com";
        (await world.AnswerAsync(asked, "alice", "MFA_SETUP", ("EMAIL", endless))).ShouldRefuse("InvalidParameterException");
        await world.ConfigureAsync("ON", email: false);
        (await world.AnswerAsync(asked, "alice", "MFA_SETUP", ("EMAIL", People.NewEmail()))).ShouldRefuse("InvalidParameterException");
        (await world.AskAsync("alice", "MFA_SETUP")).Text("ChallengeParameters.MFAS_CAN_SETUP")
            .ShouldBe("""["SOFTWARE_TOKEN_MFA","SMS_MFA"]""");
    }

    [Fact]
    public async Task Another_users_sign_in_address_is_refused()
    {
        var world = await NewWorldAsync(new { AliasAttributes = new[] { "email" } });
        var email = People.NewEmail();
        await world.SignIn.AddUserAsync("bob", attributes: [("email", email), ("email_verified", "true")]);
        var asked = await world.AskAsync("alice", "MFA_SETUP");
        var proof = await world.AnswerAsync(asked, "alice", "MFA_SETUP", ("EMAIL", email));

        (await world.AnswerAsync(proof, "alice", "EMAIL_OTP", ("EMAIL_OTP_CODE", await server.CodeToAsync(email))))
            .ShouldRefuse("AliasExistsException");

        (await world.ReadUserAsync("alice")).ActiveFactors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_has_set_up_a_factor_meanwhile_is_not_walked_round()
    {
        var world = await NewWorldAsync();
        var email = People.NewEmail();
        var asked = await world.AskAsync("alice", "MFA_SETUP");
        var proof = await world.AnswerAsync(asked, "alice", "MFA_SETUP", ("EMAIL", email));
        var code = await server.CodeToAsync(email);
        await world.SignIn.ChangeUserAsync("alice", user => user.ActiveFactors = ["SOFTWARE_TOKEN_MFA"]);

        (await world.AnswerAsync(proof, "alice", "EMAIL_OTP", ("EMAIL_OTP_CODE", code))).ShouldRefuse("NotAuthorizedException");

        (await world.ReadUserAsync("alice")).Attributes.ContainsKey("email").ShouldBeFalse();
    }

    [Fact]
    public async Task The_code_can_be_sent_again()
    {
        var world = await NewWorldAsync();
        var email = People.NewEmail();
        var asked = await world.AskAsync("alice", "MFA_SETUP");
        var proof = await world.AnswerAsync(asked, "alice", "MFA_SETUP", ("EMAIL", email));
        var first = await server.MessageToAsync(email);

        string session;
        await using (var scope = await world.SignIn.EnterAsync())
        {
            var client = scope.ServiceProvider.GetRequiredService<PoolScope>().Pool.RequireClient(world.SignIn.Client.Id);
            var step = await scope.ServiceProvider.GetRequiredService<SignInFlow>()
                .ResendAsync(client, proof.Text("Session")!, CancellationToken.None);
            session = step.ShouldBeOfType<SignInStep.Challenge>().Session;
        }

        (await server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ChallengeName = "EMAIL_OTP",
            ClientId = world.SignIn.Client.Id,
            Session = session,
            ChallengeResponses = new { USERNAME = "alice", EMAIL_OTP_CODE = await server.CodeToAsync(email, after: first) },
        })).ShouldSucceed();
        (await world.ReadUserAsync("alice")).ActiveFactors.ShouldBe(["EMAIL_OTP"]);
    }

    private async Task<MfaWorld> NewWorldAsync(object? pool = null)
    {
        var world = await MfaWorld.CreateAsync(server, "ON", pool);
        await world.SignIn.AddUserAsync("alice");
        return world;
    }
}
