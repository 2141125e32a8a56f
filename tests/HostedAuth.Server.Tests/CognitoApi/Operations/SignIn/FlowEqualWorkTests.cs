using System.Text.RegularExpressions;
using HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Triggers;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

/// <summary>
/// A name that nobody has costs what a user's costs in every flow: statements, hashes, modular powers, calls of functions; and
/// looks like one. Runs alone, since it counts.
/// </summary>
[Collection(nameof(Alone))]
public sealed partial class FlowEqualWorkTests(UserExistenceTests.CountingServer server)
    : IClassFixture<UserExistenceTests.CountingServer>
{
    private string _nobody = "";

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

    private async Task<CodeWorld> CreateAsync(bool hasPasskey = false)
    {
        server.Handle(Function);
        var factors = new[] { "PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN" };
        var world = await CodeWorld.CreateAsync(
            server,
            "OPTIONAL",
            new
            {
                Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = factors } },
                UserPoolAddOns = new { AdvancedSecurityMode = "AUDIT" },
                LambdaConfig = Asking.Config,
            },
            new
            {
                ExplicitAuthFlows = new[]
                {
                    "ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH",
                    "ALLOW_ADMIN_USER_PASSWORD_AUTH",
                },
                PreventUserExistenceErrors = "ENABLED",
            });
        await world.AddUserAsync("alice");
        if (hasPasskey)
        {
            var passkeys = new PasskeyWorld(world.SignIn);
            (await passkeys.RegisterAsync(await passkeys.TokenOfAsync("alice"), new SoftwareAuthenticator())).ShouldSucceed();
        }

        // As long as the user's name, so that lengths tell only what they may not.
        _nobody = await server.LikeAsync(world.SignIn.PoolId, "alice", number => $"no{number:000}");
        return world;
    }

    /// <summary>Asks one question, after the password where that comes first; no answer is right.</summary>
    private static object? Function(System.Text.Json.Nodes.JsonObject content)
    {
        var rounds = content["request"]!["session"] as System.Text.Json.Nodes.JsonArray;
        return (string)content["triggerSource"]! switch
        {
            "DefineAuthChallenge_Authentication" when rounds!.Count == 0 => new { challengeName = "CUSTOM_CHALLENGE" },
            "DefineAuthChallenge_Authentication" when (string)rounds[^1]!["challengeName"]! is "SRP_A" =>
                new { challengeName = "PASSWORD_VERIFIER" },
            "DefineAuthChallenge_Authentication" => new { failAuthentication = true },
            "CreateAuthChallenge_Authentication" => new { publicChallengeParameters = new { q = "1" } },
            "VerifyAuthChallengeResponse_Authentication" => new { answerCorrect = false },
            _ => null,
        };
    }

    /// <summary>Does it for a user and for a name that nobody has, and expects the same.</summary>
    private async Task<(Cost<ApiAnswer> Known, Cost<ApiAnswer> Unknown)> CompareAsync(Func<string, Task<ApiAnswer>> act)
    {
        var (known, unknown) = await new CostMeter(server).CompareAsync("alice", _nobody, act);

        unknown.Answer.Status.ShouldBe(known.Answer.Status);
        Shape(unknown.Answer).ShouldBe(Shape(known.Answer));
        return (known, unknown);
    }

    /// <summary>The answer without what is random, or each name's own.</summary>
    private string Shape(ApiAnswer answer)
    {
        var body = answer.Body.Replace("alice", "name", StringComparison.Ordinal).Replace(_nobody, "name", StringComparison.Ordinal);
        var masked = Phone().Replace(Mask().Replace(body, "masked"), "masked");
        return Value().Replace(masked, match => $"\"{match.Groups["name"].Value}\":<{(match.Groups["value"].Length + 15) / 16}>");
    }

    private Task<ApiAnswer> StartAsync(
        CodeWorld world,
        string flow,
        string username,
        bool asAdministrator = false,
        params (string, string)[] parameters)
    {
        var all = parameters.Append(("USERNAME", username)).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        var (poolId, clientId) = (world.SignIn.PoolId, world.SignIn.Client.Id);
        return asAdministrator
            ? server.CallAsync(
                "AdminInitiateAuth", new { UserPoolId = poolId, ClientId = clientId, AuthFlow = flow, AuthParameters = all })
            : server.CallPublicAsync("InitiateAuth", new { ClientId = clientId, AuthFlow = flow, AuthParameters = all });
    }

    private Task<ApiAnswer> RespondAsync(CodeWorld world, ApiAnswer asked, Dictionary<string, string> responses) =>
        server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ChallengeName = asked.Text("ChallengeName"),
            ClientId = world.SignIn.Client.Id,
            Session = asked.Text("Session"),
            ChallengeResponses = responses,
        });

    [GeneratedRegex("[a-z]\\*\\*\\*@[a-z]\\*\\*\\*")]
    private static partial Regex Mask();

    [GeneratedRegex("(\\+|\\\\u002[Bb])\\*+[0-9]{4}")]
    private static partial Regex Phone();

    /// <summary>Sealed and random values: their lengths may not tell, up to a digit of a large number.</summary>
    [GeneratedRegex("\"(?<name>Session|SALT|SRP_B|SECRET_BLOCK|CREDENTIAL_REQUEST_OPTIONS)\":\"(?<value>(\\\\\"|[^\"])*)\"")]
    private static partial Regex Value();
}
