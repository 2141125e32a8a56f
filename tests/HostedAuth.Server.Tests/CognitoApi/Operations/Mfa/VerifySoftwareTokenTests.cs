using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;

public sealed class VerifySoftwareTokenTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_secret_has_52_letters_and_its_first_code_verifies_it()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice");

        var app = await world.AssociateAsync(token);
        var verified = await world.VerifyAsync(token, app.Code());

        app.SecretCode.Length.ShouldBe(52);
        verified.ShouldSucceed().Text("Status").ShouldBe("SUCCESS");
        verified.Text("Session").ShouldBeNull();
    }

    [Fact]
    public async Task A_verified_app_is_no_factor_before_its_owner_says_so()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice");
        (await world.VerifyAsync(token, (await world.AssociateAsync(token)).Code())).ShouldSucceed();

        (await world.SignIn.SignInAsync("alice")).Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_wrong_code_is_refused_and_the_app_can_be_verified_still()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice");
        var app = await world.AssociateAsync(token);

        (await world.VerifyAsync(token, app.WrongCode())).ShouldRefuse("EnableSoftwareTokenMFAException", "Code mismatch");

        (await world.VerifyAsync(token, app.Code())).ShouldSucceed();
    }

    [Fact]
    public async Task Nothing_begun_is_nothing_verified()
    {
        var world = await MfaWorld.CreateAsync(server);

        (await world.VerifyAsync(await world.JoinAsync("alice"), "123456")).ShouldRefuse("EnableSoftwareTokenMFAException");
    }

    [Fact]
    public async Task A_second_association_voids_the_first_and_a_verified_app_is_not_verified_twice()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice");
        var (first, second) = (await world.AssociateAsync(token), await world.AssociateAsync(token));

        (await world.VerifyAsync(token, first.Code())).ShouldRefuse("EnableSoftwareTokenMFAException");
        (await world.VerifyAsync(token, second.Code())).ShouldSucceed();
        (await world.VerifyAsync(token, second.Code(1))).ShouldRefuse("EnableSoftwareTokenMFAException");
    }

    [Theory]
    [InlineData("OFF")]
    [InlineData("ON")]
    public async Task A_pool_without_authenticator_apps_has_none(string configuration)
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice");
        await world.ConfigureAsync(configuration, softwareToken: false);

        (await server.CallPublicAsync("AssociateSoftwareToken", new { AccessToken = token })).ShouldRefuse(
            "SoftwareTokenMFANotFoundException",
            "Software Token MFA has not been enabled by the userPool");
        (await world.VerifyAsync(token, "123456")).ShouldRefuse("SoftwareTokenMFANotFoundException");
    }

    [Fact]
    public async Task Whoever_sends_neither_token_nor_session_is_told_so()
    {
        (await server.CallPublicAsync("AssociateSoftwareToken", new { })).ShouldRefuse("InvalidParameterException");
        (await server.CallPublicAsync("VerifySoftwareToken", new { UserCode = "123456" })).ShouldRefuse("InvalidParameterException");
    }

    [Theory]
    [InlineData("nonsense-that-is-long-enough")]
    [InlineData("abcdefghijklmnopqrstuvwxyz.")]
    [InlineData("abcdefghijklmnopqrstuvwxyz.AAAA")]
    public async Task What_is_no_session_is_refused_alike(string session) =>
        (await server.CallPublicAsync("AssociateSoftwareToken", new { Session = session }))
            .ShouldRefuse("NotAuthorizedException", "Invalid session for the user.");

    [Fact]
    public async Task An_app_of_the_same_name_is_replaced_and_one_of_another_name_is_one_more()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice");
        var lost = await world.AddAppAsync(token, "alice", "Phone");
        var tablet = await world.AddAppAsync(token, "alice", "Tablet");
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var phone = await world.AddAppAsync(token, "alice", "Phone");
        server.Clock.Advance(TimeSpan.FromSeconds(30));

        var asked = await world.AskAsync("alice", "SOFTWARE_TOKEN_MFA");

        asked.Text("ChallengeParameters.FRIENDLY_DEVICE_NAME").ShouldBe("Tablet, Phone");
        (await world.AnswerCodeAsync(asked, "alice", lost.Code())).ShouldRefuse("CodeMismatchException");
        (await world.AnswerCodeAsync(asked, "alice", tablet.Code())).ShouldSucceed();
        (await world.SignInAsync("alice", phone.Code())).ShouldSucceed();
    }

    [Fact]
    public async Task A_strict_pool_keeps_one_app()
    {
        var world = await MfaWorld.CreateAsync(
            server,
            pool: new
            {
                UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" },
                SmsConfiguration = new { SnsCallerArn = "arn:aws:iam::000000000000:role/sms", ExternalId = "x" },
                EmailConfiguration = new
                {
                    EmailSendingAccount = "DEVELOPER",
                    SourceArn = "arn:aws:ses:us-east-1:000000000000:identity/a@example.com",
                },
            });
        var token = await world.JoinAsync("alice");
        var phone = await world.AddAppAsync(token, "alice", "Phone");
        var tablet = await world.AddAppAsync(token, "alice", "Tablet");
        server.Clock.Advance(TimeSpan.FromSeconds(30));

        (await world.SignInAsync("alice", phone.Code())).ShouldRefuse("CodeMismatchException");
        (await world.SignInAsync("alice", tablet.Code())).ShouldSucceed();
    }

    [Fact]
    public async Task A_user_has_ten_apps_at_most()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice");
        for (var i = 0; i < 10; i++)
        {
            (await world.VerifyAsync(token, (await world.AssociateAsync(token)).Code(), $"App {i}")).ShouldSucceed();
        }

        (await world.VerifyAsync(token, (await world.AssociateAsync(token)).Code(), "App 10")).ShouldRefuse("LimitExceededException");

        (await world.VerifyAsync(token, (await world.AssociateAsync(token)).Code(), "App 9")).ShouldSucceed();
    }

    [Fact]
    public async Task Removing_the_apps_of_a_user_removes_the_factor()
    {
        var world = await MfaWorld.CreateAsync(server);
        await world.AddAppAsync("alice");

        (await server.CallAsync("AdminDeleteSoftwareToken", new { UserPoolId = world.SignIn.PoolId, Username = "alice" }))
            .ShouldSucceed();

        (await world.ReadUserAsync("alice")).ActiveFactors.ShouldBeEmpty();
        (await world.SignIn.SignInAsync("alice")).Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
        (await server.CallAsync("AdminDeleteSoftwareToken", new { UserPoolId = world.SignIn.PoolId, Username = "nobody" }))
            .ShouldRefuse("UserNotFoundException");
    }

    [Fact]
    public async Task Owners_see_their_apps_and_remove_one_and_with_the_last_one_the_factor_goes()
    {
        var world = await MfaWorld.CreateAsync(server);
        var token = await world.JoinAsync("alice");
        await world.AddAppAsync(token, "alice", "Phone");
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.AddAppAsync(token, "alice", "Tablet");
        var listed = (await server.CallPublicAsync("ListSoftwareTokens", new { AccessToken = token })).ShouldSucceed();
        var (phone, tablet) = (listed.Text("SoftwareTokens.0.SoftwareTokenId")!, listed.Text("SoftwareTokens.1.SoftwareTokenId")!);

        (await RemoveAsync(token, phone)).ShouldSucceed();

        listed.Text("SoftwareTokens.0.FriendlyDeviceName").ShouldBe("Phone");
        (await RemoveAsync(token, phone)).ShouldRefuse("ResourceNotFoundException");
        (await RemoveAsync(await world.JoinAsync("bob"), tablet)).ShouldRefuse("ResourceNotFoundException");
        (await world.ReadUserAsync("alice")).ActiveFactors.ShouldBe(["SOFTWARE_TOKEN_MFA"]);
        await world.ConfigureAsync("ON");
        (await RemoveAsync(token, tablet)).ShouldRefuse("InvalidParameterException");
        await world.ConfigureAsync("OPTIONAL");
        (await RemoveAsync(token, tablet)).ShouldSucceed();
        (await world.ReadUserAsync("alice")).ActiveFactors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_factor_switched_on_while_its_last_app_goes_never_stays_without_one()
    {
        var world = await MfaWorld.CreateAsync(server);
        for (var round = 0; round < 10; round++)
        {
            var name = $"alice{round}";
            var token = await world.JoinAsync(name);
            await world.AddAppAsync(token, name, "Phone");
            var id = (await server.CallPublicAsync("ListSoftwareTokens", new { AccessToken = token })).Text("SoftwareTokens.0.SoftwareTokenId")!;

            await Task.WhenAll(
                RemoveAsync(token, id),
                server.SetPreferenceAsync(token, ("SoftwareTokenMfaSettings", Preferences.Preferred)),
                server.SetPreferenceAsync(token, ("SoftwareTokenMfaSettings", Preferences.On)));

            (await server.CallPublicAsync("ListSoftwareTokens", new { AccessToken = token })).Json.GetProperty("SoftwareTokens")
                .GetArrayLength().ShouldBe(0);
            (await world.ReadUserAsync(name)).ActiveFactors.ShouldBeEmpty();
        }
    }

    private Task<ApiAnswer> RemoveAsync(string token, string id) =>
        server.CallPublicAsync("DeleteSoftwareToken", new { AccessToken = token, SoftwareTokenId = id });
}
