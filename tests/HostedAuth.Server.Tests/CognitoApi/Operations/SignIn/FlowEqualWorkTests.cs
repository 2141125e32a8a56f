using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

/// <summary>
/// A name that nobody has costs what a user's costs in every flow: statements, hashes, modular powers, calls of functions; and
/// looks like one. Runs alone, since it counts.
/// </summary>
[Collection(nameof(Alone))]
public sealed partial class FlowEqualWorkTests(UserExistenceTests.CountingServer server)
    : IClassFixture<UserExistenceTests.CountingServer>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task By_password_until_it_is_locked(bool asAdministrator)
    {
        var world = await CreateAsync();
        var flow = asAdministrator ? "ADMIN_USER_PASSWORD_AUTH" : "USER_PASSWORD_AUTH";
        for (var i = 0; i < 7; i++)
        {
            var (wrong, _) = await CompareAsync(name => StartAsync(world, flow, name, asAdministrator, ("PASSWORD", "wrong")));

            wrong.Answer.Error.ShouldBe("NotAuthorizedException");
            wrong.Hashes.ShouldBe(i < 5 ? 1 : 0);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task By_SRP(bool asAdministrator)
    {
        var world = await CreateAsync();
        var srp = new SrpClient();

        var (known, unknown) = await CompareAsync(name =>
            StartAsync(world, "USER_SRP_AUTH", name, asAdministrator, ("SRP_A", srp.SrpA)));
        known.Powers.ShouldBe(1);

        var (wrong, _) = await CompareAsync(name =>
        {
            var asked = name == "alice" ? known.Answer : unknown.Answer;
            return RespondAsync(world, asked, srp.Answer(asked, world.SignIn.PoolId, "wrong", server.Clock.GetUtcNow()));
        });
        wrong.Powers.ShouldBe(2);
        wrong.Answer.ShouldRefuse("NotAuthorizedException", "Incorrect username or password.");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("PASSWORD", "")]
    [InlineData("PASSWORD", "PASSWORD")]
    [InlineData("PASSWORD_SRP", "SRP_A")]
    [InlineData("EMAIL_OTP", "")]
    [InlineData("SMS_OTP", "")]
    [InlineData("WEB_AUTHN", "")]
    [InlineData("EMAIL_OTP", "", true)]
    [InlineData("WEB_AUTHN", "", false, true)]
    public async Task By_choice(string preferred, string response, bool asAdministrator = false, bool hasPasskey = false)
    {
        var world = await CreateAsync(hasPasskey);
        var value = response is "SRP_A" ? new SrpClient().SrpA : "wrong";

        var (known, _) = await CompareAsync(name => StartAsync(
            world,
            "USER_AUTH",
            name,
            asAdministrator,
            ("PREFERRED_CHALLENGE", preferred),
            (response is "" ? "NOTHING" : response, value)));

        if (hasPasskey)
        {
            known.Answer.Text("ChallengeName").ShouldBe("WEB_AUTHN");
        }
    }

    [Theory]
    [InlineData("EMAIL_OTP", "EMAIL_OTP_CODE")]
    [InlineData("SMS_OTP", "SMS_OTP_CODE")]
    [InlineData("PASSWORD", "PASSWORD")]
    [InlineData("", "ANSWER")]
    public async Task By_a_wrong_answer(string preferred, string response)
    {
        var world = await CreateAsync();
        var (known, unknown) = await CompareAsync(name =>
            StartAsync(world, "USER_AUTH", name, parameters: ("PREFERRED_CHALLENGE", preferred)));

        var (wrong, _) = await CompareAsync(name => RespondAsync(
            world,
            name == "alice" ? known.Answer : unknown.Answer,
            new() { ["USERNAME"] = name, [response] = "000000" }));

        wrong.Answer.Error.ShouldNotBeNull();
    }

    [Fact]
    public async Task By_another_persons_passkey()
    {
        var world = await CreateAsync(hasPasskey: true);
        var (known, unknown) = await CompareAsync(name =>
            StartAsync(world, "USER_AUTH", name, parameters: ("PREFERRED_CHALLENGE", "WEB_AUTHN")));

        var (wrong, _) = await CompareAsync(name =>
        {
            var asked = name == "alice" ? known.Answer : unknown.Answer;
            var credential = new SoftwareAuthenticator().Use(asked.Text("ChallengeParameters.CREDENTIAL_REQUEST_OPTIONS")!);
            return RespondAsync(world, asked, new() { ["USERNAME"] = name, ["CREDENTIAL"] = credential });
        });

        wrong.Answer.ShouldRefuse("NotAuthorizedException");
    }

    [Theory]
    [InlineData("EMAIL_OTP", "EMAIL_OTP_CODE")]
    [InlineData("SMS_OTP", "SMS_OTP_CODE")]
    public async Task By_codes_until_they_are_locked(string preferred, string response)
    {
        var world = await CreateAsync();
        for (var i = 0; i < 7; i++)
        {
            var (known, unknown) = await CompareAsync(name =>
                StartAsync(world, "USER_AUTH", name, parameters: ("PREFERRED_CHALLENGE", preferred)));
            await CompareAsync(name => RespondAsync(
                world,
                name == "alice" ? known.Answer : unknown.Answer,
                new() { ["USERNAME"] = name, [response] = "12345" }));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task By_custom_challenges(bool asAdministrator)
    {
        var world = await CreateAsync();
        var (known, unknown) = await CompareAsync(name => StartAsync(world, "CUSTOM_AUTH", name, asAdministrator));
        known.Answer.Text("ChallengeName").ShouldBe("CUSTOM_CHALLENGE");

        var (wrong, _) = await CompareAsync(name => RespondAsync(
            world,
            name == "alice" ? known.Answer : unknown.Answer,
            new() { ["USERNAME"] = name, ["ANSWER"] = "wrong" }));

        wrong.Answer.ShouldRefuse("NotAuthorizedException");
        wrong.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task By_custom_challenges_that_begin_with_SRP()
    {
        var world = await CreateAsync();
        var srp = new SrpClient();
        var (known, unknown) = await CompareAsync(name => StartAsync(
            world, "CUSTOM_AUTH", name, parameters: [("CHALLENGE_NAME", "SRP_A"), ("SRP_A", srp.SrpA)]));
        known.Answer.Text("ChallengeName").ShouldBe("PASSWORD_VERIFIER");

        var (wrong, _) = await CompareAsync(name =>
        {
            var asked = name == "alice" ? known.Answer : unknown.Answer;
            return RespondAsync(world, asked, srp.Answer(asked, world.SignIn.PoolId, "wrong", server.Clock.GetUtcNow()));
        });

        wrong.Powers.ShouldBe(2);
        wrong.Answer.ShouldRefuse("NotAuthorizedException", "Incorrect username or password.");
    }
}
