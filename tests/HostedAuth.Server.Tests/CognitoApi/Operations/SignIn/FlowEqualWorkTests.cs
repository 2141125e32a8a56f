using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

/// <summary>
/// A name that nobody has costs what a user's costs in every flow: statements, hashes, modular powers; and looks like one.
/// Runs alone, since it counts.
/// </summary>
[Collection(nameof(Alone))]
public sealed partial class FlowEqualWorkTests(UserExistenceTests.CountingServer server)
    : IClassFixture<UserExistenceTests.CountingServer>
{
    private static readonly string[] Tables =
    [
        "user_identifiers", "\"users\"", "passkeys", "devices", "lockouts", "attempt_counters", "sign_in_attempts", "auth_events",
        "INSERT INTO \"outbox\"", "one_time_codes",
    ];

    private int _powers;

    [Fact]
    public async Task By_SRP()
    {
        var world = await CreateAsync();
        var srp = new SrpClient();
        Task<ApiAnswer> Start(string name) => StartAsync(world, "USER_SRP_AUTH", name, ("SRP_A", srp.SrpA));

        var (known, unknown) = await CompareAsync(Start);
        known.Powers.ShouldBe(1);

        Task<ApiAnswer> Answer(string name)
        {
            var asked = name is "alice" ? known.Answer : unknown.Answer;
            return RespondAsync(world, asked, srp.Answer(asked, world.SignIn.PoolId, "wrong", server.Clock.GetUtcNow()));
        }

        var (wrong, _) = await CompareAsync(Answer);
        wrong.Powers.ShouldBe(2);
        wrong.Answer.ShouldRefuse("NotAuthorizedException", "Incorrect username or password.");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("PASSWORD", "")]
    [InlineData("PASSWORD", "PASSWORD")]
    [InlineData("PASSWORD_SRP", "SRP_A")]
    [InlineData("EMAIL_OTP", "")]
    [InlineData("WEB_AUTHN", "")]
    public async Task By_choice(string preferred, string response)
    {
        var world = await CreateAsync();
        var value = response is "SRP_A" ? new SrpClient().SrpA : "wrong";

        await CompareAsync(name => StartAsync(
            world, "USER_AUTH", name, ("PREFERRED_CHALLENGE", preferred), (response is "" ? "NOTHING" : response, value)));
    }

    [Theory]
    [InlineData("EMAIL_OTP", "EMAIL_OTP_CODE")]
    [InlineData("PASSWORD", "PASSWORD")]
    [InlineData("", "ANSWER")]
    public async Task By_a_wrong_answer(string preferred, string response)
    {
        var world = await CreateAsync();
        var (known, unknown) = await CompareAsync(name =>
            StartAsync(world, "USER_AUTH", name, ("PREFERRED_CHALLENGE", preferred)));

        var (wrong, _) = await CompareAsync(name => RespondAsync(
            world,
            name is "alice" ? known.Answer : unknown.Answer,
            new() { ["USERNAME"] = name, [response] = "000000" }));

        wrong.Answer.Error.ShouldNotBeNull();
    }

    [Fact]
    public async Task By_codes_until_they_are_locked()
    {
        var world = await CreateAsync();
        for (var i = 0; i < 7; i++)
        {
            var (known, unknown) = await CompareAsync(name =>
                StartAsync(world, "USER_AUTH", name, ("PREFERRED_CHALLENGE", "EMAIL_OTP")));
            await CompareAsync(name => RespondAsync(
                world,
                name is "alice" ? known.Answer : unknown.Answer,
                new() { ["USERNAME"] = name, ["EMAIL_OTP_CODE"] = "12345" }));
        }
    }

    private async Task<CodeWorld> CreateAsync()
    {
        var factors = new[] { "PASSWORD", "EMAIL_OTP", "WEB_AUTHN" };
        var world = await CodeWorld.CreateAsync(
            server,
            "OPTIONAL",
            new
            {
                Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = factors } },
                UserPoolAddOns = new { AdvancedSecurityMode = "AUDIT" },
            },
            new
            {
                ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH", "ALLOW_USER_SRP_AUTH" },
                PreventUserExistenceErrors = "ENABLED",
            });
        await world.AddUserAsync("alice");
        return world;
    }

    /// <summary>Does it for a user and for a name that nobody has, and expects the same.</summary>
    private async Task<(Cost Known, Cost Unknown)> CompareAsync(Func<string, Task<ApiAnswer>> act)
    {
        var (known, unknown) = (await CostOfAsync(() => act("alice")), await CostOfAsync(() => act("nobody")));

        known.Commands.ShouldNotBeEmpty();
        unknown.Commands.ShouldBe(known.Commands);
        unknown.Hashes.ShouldBe(known.Hashes);
        unknown.Powers.ShouldBe(known.Powers);
        unknown.Answer.Status.ShouldBe(known.Answer.Status);
        Shape(unknown.Answer).ShouldBe(Shape(known.Answer));
        return (known, unknown);
    }

    /// <summary>The answer without what is random, or each name's own.</summary>
    private static string Shape(ApiAnswer answer)
    {
        var masked = Mask().Replace(answer.Body.Replace("alice", "nobody", StringComparison.Ordinal), "masked");
        return Value().Replace(masked, match => $"\"{match.Groups["name"].Value}\":<{(match.Groups["value"].Length + 15) / 16}>");
    }

    private async Task<Cost> CostOfAsync(Func<Task<ApiAnswer>> act)
    {
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Name is "srp.powers")
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((_, count, _, _) => Interlocked.Add(ref _powers, count));
        listener.Start();
        var (hashes, powers) = (server.Hashes, _powers);
        using var commands = new DatabaseCommands();
        var answer = await act();
        var counted = commands.Texts.Where(text => Tables.Any(table => text.Contains(table, StringComparison.Ordinal)));
        return new Cost(answer, [.. counted], server.Hashes - hashes, _powers - powers);
    }

    private Task<ApiAnswer> StartAsync(CodeWorld world, string flow, string username, params (string, string)[] parameters) =>
        server.CallPublicAsync("InitiateAuth", new
        {
            AuthFlow = flow,
            ClientId = world.SignIn.Client.Id,
            AuthParameters = parameters.Append(("USERNAME", username)).ToDictionary(pair => pair.Item1, pair => pair.Item2),
        });

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

    /// <summary>Sealed and random values: their lengths may not tell, up to a digit of a large number.</summary>
    [GeneratedRegex("\"(?<name>Session|SALT|SRP_B|SECRET_BLOCK|CREDENTIAL_REQUEST_OPTIONS)\":\"(?<value>(\\\\\"|[^\"])*)\"")]
    private static partial Regex Value();

    private sealed record Cost(ApiAnswer Answer, IReadOnlyList<string> Commands, int Hashes, int Powers);
}
