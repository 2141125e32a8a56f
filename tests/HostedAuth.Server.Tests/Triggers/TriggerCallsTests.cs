using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Triggers;

public sealed class TriggerCallsTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    private const string Arn = ServerWithFunctions.Arn;

    [Fact]
    public async Task Every_call_is_listed_newest_first_with_its_outcome()
    {
        var (poolId, clientId) = await server.OpenAsync(new { PreSignUp = Arn, PostConfirmation = Arn });
        server.Handle(_ => null);
        await server.SignUpAsync(clientId, "ada");
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        server.Handle(_ => "no");
        await server.CallAsync("AdminConfirmSignUp", new { UserPoolId = poolId, Username = "ada" });

        var calls = (await server.CallAsync("ListTriggerCalls", new { UserPoolId = poolId })).ShouldSucceed();

        calls.Json.GetProperty("TriggerCalls").GetArrayLength().ShouldBe(2);
        calls.Text("TriggerCalls.0.TriggerSource").ShouldBe("PostConfirmation_ConfirmSignUp");
        calls.Text("TriggerCalls.0.Outcome").ShouldBe("Refused");
        calls.Text("TriggerCalls.0.Error").ShouldBe("PostConfirmation failed with error no.");
        calls.Text("TriggerCalls.0.Target").ShouldBe(Arn);
        calls.Text("TriggerCalls.0.Replayable").ShouldBe("true");
        calls.Text("TriggerCalls.1.TriggerSource").ShouldBe("PreSignUp_SignUp");
        calls.Text("TriggerCalls.1.Outcome").ShouldBe("Succeeded");
        calls.Text("TriggerCalls.1.Replayable").ShouldBe("false");
    }

    [Fact]
    public async Task What_failed_can_be_sent_once_more_as_it_was()
    {
        var (poolId, clientId) = await server.OpenAsync(new { PostConfirmation = "arn:hostedauth:webhook::0:mine" });
        server.Functions.Answers = _ => new("{}", 503);
        await server.SignUpAsync(clientId, "ada");
        (await server.CallAsync("AdminConfirmSignUp", new { UserPoolId = poolId, Username = "ada" }))
            .ShouldRefuse("UnexpectedLambdaException");
        server.Functions.Answers = _ => new("{}");

        (await ReplayAsync(poolId, await NewestAsync(poolId))).ShouldSucceed();

        var sent = server.Functions.Calls.Where(call => call.Body.Contains(poolId, StringComparison.Ordinal)).ToList();
        sent.Count.ShouldBe(2);
        sent[1].Body.ShouldBe(sent[0].Body);
        sent[1].Headers["HostedAuth-Id"].ShouldBe(sent[0].Headers["HostedAuth-Id"]);
        var calls = await server.CallAsync("ListTriggerCalls", new { UserPoolId = poolId });
        calls.Json.GetProperty("TriggerCalls").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_pool_keeps_its_last_hundred_calls_and_no_more()
    {
        var (poolId, clientId) = await server.OpenAsync(new { PostConfirmation = Arn });
        server.Handle(_ => null);
        await server.SignUpAsync(clientId, "ada");
        await server.CallAsync("AdminConfirmSignUp", new { UserPoolId = poolId, Username = "ada" });
        var callId = await NewestAsync(poolId);
        for (var i = 0; i < 100; i++)
        {
            server.Clock.Advance(TimeSpan.FromMilliseconds(1));
            (await ReplayAsync(poolId, callId)).ShouldSucceed();
        }

        (await ReplayAsync(poolId, callId)).ShouldRefuse("ResourceNotFoundException");
    }

    [Fact]
    public async Task What_decides_or_holds_a_password_is_not_sent_again()
    {
        var (poolId, clientId) = await server.OpenAsync(new { PreSignUp = Arn });
        server.Handle(_ => null);
        await server.SignUpAsync(clientId, "ada");

        (await ReplayAsync(poolId, await NewestAsync(poolId))).ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task A_call_belongs_to_its_pool_and_to_the_target_that_the_pool_names()
    {
        var (poolId, clientId) = await server.OpenAsync(new { PostConfirmation = Arn });
        var (other, _) = await server.OpenAsync(new { PostConfirmation = Arn });
        server.Handle(_ => null);
        await server.SignUpAsync(clientId, "ada");
        await server.CallAsync("AdminConfirmSignUp", new { UserPoolId = poolId, Username = "ada" });
        var callId = await NewestAsync(poolId);

        (await ReplayAsync(other, callId)).ShouldRefuse("ResourceNotFoundException");
        (await server.CallAsync("UpdateUserPool", new { UserPoolId = poolId, LambdaConfig = new { } })).ShouldSucceed();
        (await ReplayAsync(poolId, callId)).ShouldRefuse("InvalidParameterException");
    }

    [Theory]
    [InlineData("PreSignUp", """{"autoConfirmUser":"yes"}""")]
    [InlineData("CustomMessage", """{"emailMessage":7}""")]
    [InlineData("CustomMessage", """{"emailMessage":"brings no code"}""")]
    public async Task An_answer_whose_members_cannot_be_read_is_told_as_such(string trigger, string response)
    {
        var (poolId, clientId) = await server.OpenAsync(new Dictionary<string, string> { [trigger] = Arn });
        var answer = JsonNode.Parse(response)!;
        server.Handle(_ => answer);

        (await server.SignUpAsync(clientId, "ada", People.NewEmail())).ShouldRefuse("InvalidLambdaResponseException");

        var calls = (await server.CallAsync("ListTriggerCalls", new { UserPoolId = poolId })).ShouldSucceed();
        calls.Text("TriggerCalls.0.Outcome").ShouldBe("InvalidAnswer");
    }

    [Fact]
    public async Task A_hundred_are_kept()
    {
        var (poolId, clientId) = await server.OpenAsync(new { PreSignUp = Arn });
        server.Handle(_ => "no");
        for (var call = 0; call < 120; call++)
        {
            server.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await server.SignUpAsync(clientId, "ada");
        }

        var calls = await server.CallAsync("ListTriggerCalls", new { UserPoolId = poolId });

        calls.Json.GetProperty("TriggerCalls").GetArrayLength().ShouldBe(100);
    }

    [Fact]
    public async Task Calls_of_nobody_push_out_no_failure()
    {
        var (poolId, clientId) = await server.OpenAsync(new { PreSignUp = Arn, PostConfirmation = Arn });
        server.Handle(_ => null);
        await server.SignUpAsync(clientId, "ada");
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        server.Handle(_ => "no");
        await server.CallAsync("AdminConfirmSignUp", new { UserPoolId = poolId, Username = "ada" });
        var failed = await NewestAsync(poolId);
        for (var call = 0; call < 110; call++)
        {
            server.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await server.SignUpAsync(clientId, "eve");
        }

        var calls = await server.CallAsync("ListTriggerCalls", new { UserPoolId = poolId });
        server.Handle(_ => null);

        calls.Json.GetProperty("TriggerCalls").GetArrayLength().ShouldBe(101);
        (await ReplayAsync(poolId, failed)).ShouldSucceed();
    }

    [Fact]
    public async Task A_dead_neighbour_is_left_in_peace_for_a_while_and_found_again()
    {
        const string dead = "arn:aws:lambda:us-east-1:123456789012:function:dead";
        var (poolId, clientId) = await server.OpenAsync(new { PreSignUp = dead });
        server.Functions.Answers = _ => new("{}", 503);
        for (var call = 0; call < 7; call++)
        {
            (await server.SignUpAsync(clientId, "ada")).ShouldRefuse("UnexpectedLambdaException");
        }

        server.Events(poolId).Count.ShouldBe(5);
        server.Handle(_ => null);
        server.Clock.Advance(TimeSpan.FromSeconds(11));
        (await server.SignUpAsync(clientId, "ada")).ShouldSucceed();
        (await server.SignUpAsync(clientId, "eve")).ShouldSucceed();
    }

    private async Task<string> NewestAsync(string poolId) =>
        (await server.CallAsync("ListTriggerCalls", new { UserPoolId = poolId })).ShouldSucceed().Text("TriggerCalls.0.CallId")!;

    private Task<ApiAnswer> ReplayAsync(string poolId, string callId) =>
        server.CallAsync("ReplayTriggerCall", new { UserPoolId = poolId, CallId = callId });
}
