using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Triggers;

/// <summary>Functions that fail, in every way, at every trigger: AWS's error, and nothing half-made.</summary>
public sealed class FailingTriggerTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    private const string Unreadable = "Unrecognizable lambda output";

    private static readonly string[] Failures = ["throws", "malformed", "oversized", "misfit", "status 500"];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var (kind, failure) in TriggerKinds.All.Keys.SelectMany(kind => Failures.Select(failure => (kind, failure))))
            {
                cases.Add(kind, failure);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_function_that_fails_is_told_with_the_error_of_AWS_and_leaves_nothing_half_made(string name, string failure)
    {
        var kind = TriggerKinds.All[name];
        var world = await CreateAsync(kind);
        Answer(kind, lie: call => failure switch
        {
            "throws" => new Lie("""{"errorMessage":"Not today","errorType":"Exception"}""", FunctionError: "Unhandled"),
            "malformed" => new Lie("<html>"),
            "oversized" => new Lie($"\"{new string('x', 2_000_000)}\""),
            "misfit" => new Lie($"{{\"response\":{kind.Misfit}}}"),
            _ => new Lie("{}", 500),
        });

        await ShouldFailAsync(kind, world, failure switch
        {
            "throws" => kind.Refusal?.Invoke(world)
                ?? ("UserLambdaValidationException", $"{kind.Trigger} failed with error Not today."),
            "status 500" => ("UnexpectedLambdaException", $"{kind.Trigger} invocation failed due to error status 500."),
            _ => ("InvalidLambdaResponseException", Unreadable),
        });
    }

    [Fact]
    public async Task A_function_that_keeps_silent_is_given_up_after_three_calls_whatever_its_trigger()
    {
        var worlds = new List<(TriggerKind Kind, TriggerCallWorld World)>();
        foreach (var kind in TriggerKinds.All.Values)
        {
            worlds.Add((kind, await CreateAsync(kind)));
        }

        var sources = worlds.ToDictionary(pair => pair.World.PoolId, pair => pair.Kind.Source);
        server.Functions.Answers = call => IsOf(call, sources[PoolOf(call)])
            ? new Lie("{}", Delay: TimeSpan.FromSeconds(30))
            : Healthy(call);

        var results = await Task.WhenAll(worlds.Select(async pair => (pair, Result: await pair.Kind.Act(pair.World))));

        foreach (var ((kind, world), result) in results)
        {
            result.ShouldBe(new Result(
                "UnexpectedLambdaException", $"{kind.Trigger} failed with error Socket timeout while invoking Lambda function."));
            server.Sources(world.PoolId).Count(source => source.StartsWith(kind.Source, StringComparison.Ordinal)).ShouldBe(3);
        }
    }

    [Fact]
    public async Task A_function_that_breaks_the_connection_is_called_again_and_given_up_at_the_third_time()
    {
        var kind = TriggerKinds.All["PreAuthentication"];
        var world = await CreateAsync(kind);
        var lasting = 1;
        Answer(kind, call => new Lie(call.Body, HangsUp: lasting-- > 0));

        var once = await kind.Act(world);
        var callsOfOnce = server.Sources(world.PoolId).Count;
        lasting = int.MaxValue;
        var always = await kind.Act(world);

        once.ShouldBe(new Result(null, null));
        callsOfOnce.ShouldBe(2);
        always.ShouldBe(new Result("UnexpectedLambdaException", "PreAuthentication invocation failed due to error Unreachable."));
        server.Sources(world.PoolId).Count.ShouldBe(callsOfOnce + 3);
    }

    private async Task<TriggerCallWorld> CreateAsync(TriggerKind kind)
    {
        // An ARN of its own: who failed often in one test must be well in the next.
        var arn = $"arn:aws:lambda:us-east-1:123456789012:function:{Guid.NewGuid():N}";
        var triggers = new Dictionary<string, object>
        {
            [kind.Trigger] = kind.Trigger is "InboundFederation" ? new { LambdaArn = arn, LambdaVersion = "V1_0" } : arn,
        };
        if (kind.Trigger.Contains("Challenge", StringComparison.Ordinal))
        {
            foreach (var trigger in (string[])["DefineAuthChallenge", "CreateAuthChallenge", "VerifyAuthChallengeResponse"])
            {
                triggers[trigger] = arn;
            }
        }

        var (poolId, clientId) = await server.OpenAsync(new { }, new
        {
            PreventUserExistenceErrors = "LEGACY",
            ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH", "ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" },
        });
        foreach (var name in (string[])["ada", "bob"])
        {
            (await server.SignUpAsync(clientId, name, $"{name}@example.com")).ShouldSucceed();
        }

        (await server.CallAsync("AdminConfirmSignUp", new { UserPoolId = poolId, Username = "ada" })).ShouldSucceed();
        (await server.CallAsync("AdminUpdateUserAttributes", new
        {
            UserPoolId = poolId,
            Username = "ada",
            UserAttributes = new[] { new { Name = "email_verified", Value = "true" } },
        })).ShouldSucceed();
        (await server.CallAsync("UpdateUserPool", new
        {
            UserPoolId = poolId,
            LambdaConfig = triggers,
            AutoVerifiedAttributes = new[] { "email" },
        })).ShouldSucceed();
        return new TriggerCallWorld(server, poolId, clientId);
    }

    private async Task ShouldFailAsync(TriggerKind kind, TriggerCallWorld world, (string Error, string Message) expected)
    {
        var before = await CountAsync(world.PoolId);

        var result = await kind.Act(world);

        result.ShouldBe(new Result(expected.Error, expected.Message));
        (await CountAsync(world.PoolId)).ShouldBe(before);
        var calls = await server.CallAsync("ListTriggerCalls", new { UserPoolId = world.PoolId });
        calls.Json.GetProperty("TriggerCalls").EnumerateArray()
            .Where(call => call.GetProperty("Outcome").GetString() != "Succeeded")
            .ShouldHaveSingleItem().GetProperty("TriggerSource").GetString().ShouldStartWith($"{kind.Source}_");
        if (kind.CanBeRepeated)
        {
            server.Functions.Answers = Healthy;
            (await kind.Act(world)).ShouldBe(new Result(null, null));
        }
    }

    /// <summary>All that an act could leave behind.</summary>
    private async Task<string> CountAsync(string poolId)
    {
        await using var context = server.Services.GetRequiredService<Database>().Open(poolId);
        return $"{await context.Users.CountAsync()} users, {await context.UserIdentifiers.CountAsync()} names, "
            + $"{await context.OneTimeCodes.CountAsync()} codes, {await context.TokenSessions.CountAsync()} sessions, "
            + $"{await context.Outbox.CountAsync()} messages";
    }

    private void Answer(TriggerKind kind, Func<ReceivedCall, Lie> lie) =>
        server.Functions.Answers = call => IsOf(call, kind.Source) ? lie(call) : Healthy(call);

    private static Lie Healthy(ReceivedCall call)
    {
        var content = JsonNode.Parse(call.Body)!;
        return (string)content["triggerSource"]! switch
        {
            "DefineAuthChallenge_Authentication" => ServerWithFunctions.Answer(
                call,
                content["request"]!["session"]!.AsArray().Count == 0
                    ? new { challengeName = "CUSTOM_CHALLENGE" }
                    : new { issueTokens = true }),
            "VerifyAuthChallengeResponse_Authentication" => ServerWithFunctions.Answer(call, new { answerCorrect = true }),
            var source when source.StartsWith("UserMigration", StringComparison.Ordinal) => ServerWithFunctions.Answer(call, new
            {
                userAttributes = new { email = "mia@example.com", email_verified = "true" },
                finalUserStatus = "CONFIRMED",
                messageAction = "SUPPRESS",
            }),
            _ => new Lie(call.Body),
        };
    }

    private static bool IsOf(ReceivedCall call, string source) =>
        call.Body.Contains($"\"triggerSource\":\"{source}_", StringComparison.Ordinal);

    private static string PoolOf(ReceivedCall call) =>
        JsonDocument.Parse(call.Body).RootElement.GetProperty("userPoolId").GetString()!;
}
