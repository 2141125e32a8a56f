using System.Net;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;

public sealed class MfaSetupChallengeTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task An_app_set_up_on_the_way_completes_the_sign_in_and_is_a_factor_from_then_on()
    {
        var world = await NewWorldAsync();
        var asked = await world.AskAsync("alice", "MFA_SETUP");
        var offer = await AssociateAsync(asked);
        var app = new TestAuthenticator(offer.Text("SecretCode")!, server.Clock);

        var verified = await VerifyAsync(offer, app.Code());
        var answer = await world.AnswerAsync(verified, "alice", "MFA_SETUP");

        asked.Text("ChallengeParameters.MFAS_CAN_SETUP")!.ShouldContain("SOFTWARE_TOKEN_MFA");
        verified.Text("Status").ShouldBe("SUCCESS");
        answer.ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
        (await world.ReadUserAsync("alice")).ActiveFactors.ShouldBe(["SOFTWARE_TOKEN_MFA"]);
        (await world.SignInAsync("alice", app.Code())).ShouldRefuse("ExpiredCodeException");
        (await world.SignInAsync("alice", app.Code(1))).ShouldSucceed();
    }

    [Fact]
    public async Task The_password_alone_opens_nothing()
    {
        var world = await NewWorldAsync();
        var asked = await world.AskAsync("alice", "MFA_SETUP");
        var offer = await AssociateAsync(asked);

        (await world.AnswerAsync(asked, "alice", "MFA_SETUP")).ShouldRefuse("InvalidParameterException");
        (await world.AnswerAsync(offer, "alice", "MFA_SETUP")).ShouldRefuse("InvalidParameterException");
        (await world.ReadUserAsync("alice")).ActiveFactors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_code_verifies_nothing()
    {
        var world = await NewWorldAsync();
        var offer = await AssociateAsync(await world.AskAsync("alice", "MFA_SETUP"));
        var app = new TestAuthenticator(offer.Text("SecretCode")!, server.Clock);

        (await VerifyAsync(offer, app.WrongCode())).ShouldRefuse("EnableSoftwareTokenMFAException", "Code mismatch");

        (await VerifyAsync(offer, app.Code())).ShouldSucceed();
    }

    [Fact]
    public async Task One_session_sets_up_once_however_many_apps_it_was_shown()
    {
        var world = await NewWorldAsync();
        var asked = await world.AskAsync("alice", "MFA_SETUP");
        var first = await VerifyNewAsync(asked);
        var second = await VerifyNewAsync(asked);

        var answers = await Task.WhenAll(
            world.AnswerAsync(first, "alice", "MFA_SETUP"),
            world.AnswerAsync(second, "alice", "MFA_SETUP"));

        answers.Count(answer => answer.Status is HttpStatusCode.OK).ShouldBe(1);
        answers.Single(answer => answer.Status is not HttpStatusCode.OK).ShouldRefuse("NotAuthorizedException");
    }

    [Fact]
    public async Task Who_has_set_up_a_factor_meanwhile_is_not_walked_round_by_another()
    {
        var world = await NewWorldAsync();
        var thief = await VerifyNewAsync(await world.AskAsync("alice", "MFA_SETUP"));
        var owner = await VerifyNewAsync(await world.AskAsync("alice", "MFA_SETUP"));
        (await world.AnswerAsync(owner, "alice", "MFA_SETUP")).ShouldSucceed();

        (await world.AnswerAsync(thief, "alice", "MFA_SETUP")).ShouldRefuse("NotAuthorizedException");
    }

    [Fact]
    public async Task Of_parallel_set_ups_one_is_made()
    {
        var world = await NewWorldAsync();
        var verified = new List<ApiAnswer>();
        for (var i = 0; i < 4; i++)
        {
            verified.Add(await VerifyNewAsync(await world.AskAsync("alice", "MFA_SETUP")));
        }

        var answers = await Task.WhenAll(verified.Select(session => world.AnswerAsync(session, "alice", "MFA_SETUP")));

        answers.Count(answer => answer.Status is HttpStatusCode.OK).ShouldBe(1);
    }

    [Fact]
    public async Task A_session_of_another_challenge_sets_nothing_up()
    {
        var world = await NewWorldAsync();
        var app = await VerifyNewAsync(await world.AskAsync("alice", "MFA_SETUP"));
        (await world.AnswerAsync(app, "alice", "MFA_SETUP")).ShouldSucceed();
        var asked = await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA");

        (await server.CallPublicAsync("AssociateSoftwareToken", new { Session = asked.Text("Session") }))
            .ShouldRefuse("NotAuthorizedException", "Invalid session for the user.");
    }

    [Fact]
    public async Task A_session_that_names_another_client_or_is_too_old_is_refused()
    {
        var world = await NewWorldAsync();
        var other = await world.SignIn.WithClientAsync(null);
        var session = (await world.AskAsync("alice", "MFA_SETUP")).Text("Session")!;
        var moved = $"{other.Client.Id}.{session[(session.IndexOf('.', StringComparison.Ordinal) + 1)..]}";

        (await server.CallPublicAsync("AssociateSoftwareToken", new { Session = moved })).ShouldRefuse("NotAuthorizedException");
        server.Clock.Advance(TimeSpan.FromMinutes(3));
        (await server.CallPublicAsync("AssociateSoftwareToken", new { Session = session }))
            .ShouldRefuse("NotAuthorizedException", "Invalid session for the user, session is expired.");
    }

    [Fact]
    public async Task A_temporary_password_is_replaced_before_a_factor_is_set_up()
    {
        var world = await NewWorldAsync();
        await world.SignIn.AddUserAsync("bob", Core.Users.UserStatus.FORCE_CHANGE_PASSWORD);

        var asked = await world.SignIn.AnswerAsync(await world.SignIn.SessionOfAsync("bob"), "bob");

        asked.ShouldSucceed().Text("ChallengeName").ShouldBe("MFA_SETUP");
        (await world.AnswerAsync(await VerifyNewAsync(asked), "bob", "MFA_SETUP")).ShouldSucceed();
    }

    private async Task<MfaWorld> NewWorldAsync()
    {
        var world = await MfaWorld.CreateAsync(server, "ON");
        await world.SignIn.AddUserAsync("alice");
        return world;
    }

    private async Task<ApiAnswer> AssociateAsync(ApiAnswer asked) =>
        (await server.CallPublicAsync("AssociateSoftwareToken", new { Session = asked.Text("Session") })).ShouldSucceed();

    private Task<ApiAnswer> VerifyAsync(ApiAnswer offer, string code) => server.CallPublicAsync(
        "VerifySoftwareToken",
        new { Session = offer.Text("Session"), UserCode = code, FriendlyDeviceName = "Phone" });

    private async Task<ApiAnswer> VerifyNewAsync(ApiAnswer asked)
    {
        var offer = await AssociateAsync(asked);
        return (await VerifyAsync(offer, new TestAuthenticator(offer.Text("SecretCode")!, server.Clock).Code())).ShouldSucceed();
    }
}
