using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;

namespace HostedAuth.Server.Tests.Triggers;

public sealed class UserEventsTests(ServerWithFunctions server) : IClassFixture<ServerWithFunctions>
{
    [Fact]
    public async Task A_users_life_is_told_once_each_and_signed()
    {
        var (poolId, clientId) = await OpenAsync();
        server.Functions.Answers = _ => new("{}");
        var email = People.NewEmail();
        await server.JoinAsync(clientId, "ada", email);
        await server.SignInAsync(clientId, "ada");
        await server.SignInAsync(clientId, "ada", "Wrong-horse-1");
        var delete = new { UserPoolId = poolId, Username = "ada" };
        (await server.CallAsync("AdminDeleteUser", delete)).ShouldSucceed();
        (await server.CallAsync("AdminDeleteUser", delete)).ShouldRefuse("UserNotFoundException");

        await ToldAsync(poolId, 4);

        var told = Told(poolId).Select(call => JsonNode.Parse(call.Body)!).ToList();
        told.Select(content => (string)content["type"]!)
            .ShouldBe(["user.created", "user.confirmed", "user.signed_in", "user.deleted"], ignoreOrder: true);
        var signedIn = told.Single(content => (string)content["type"]! == "user.signed_in");
        signedIn["clientId"]!.ToString().ShouldBe(clientId);
        signedIn["user"]!["username"]!.ToString().ShouldBe("ada");
        signedIn["user"]!["attributes"]!["email"]!.ToString().ShouldBe(email);
        foreach (var call in Told(poolId))
        {
            call.Headers["HostedAuth-Signature"].ShouldMatch("^t=[0-9]+,v1=[0-9a-f]{64}$");
            call.Headers["HostedAuth-Id"].ShouldBe((string)JsonNode.Parse(call.Body)!["id"]!);
        }
    }

    [Fact]
    public async Task What_the_webhook_did_not_take_comes_again_under_its_id()
    {
        var (poolId, _) = await OpenAsync();
        server.Functions.Answers = _ => new("{}", 503);
        await CreateAsync(poolId, "ada");
        await ToldAsync(poolId, 1);
        server.Functions.Answers = _ => new("{}");

        await Eventually.HoldsAsync(
            () =>
            {
                // The failure is written down some time after the answer.
                server.Clock.Advance(TimeSpan.FromSeconds(10));
                return Task.FromResult(Told(poolId).Count == 2);
            },
            "the event comes again");

        Told(poolId).Select(call => call.Headers["HostedAuth-Id"]).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_did_not_come_to_be_is_not_told()
    {
        var (poolId, clientId) = await OpenAsync();
        server.Functions.Answers = _ => new("{}");
        await CreateAsync(poolId, "ada");
        (await server.SignUpAsync(clientId, "ada")).ShouldRefuse("UsernameExistsException");
        (await server.CallAsync("AdminCreateUser", new { UserPoolId = poolId, Username = "ada" }))
            .ShouldRefuse("UsernameExistsException");
        await CreateAsync(poolId, "eve");

        await ToldAsync(poolId, 2);
    }

    [Fact]
    public async Task A_user_confirmed_from_the_start_is_both()
    {
        var (poolId, clientId) = await OpenAsync(new { PreSignUp = ServerWithFunctions.Arn });
        server.Functions.Answers = call => call.Body.Contains("PreSignUp", StringComparison.Ordinal)
            ? ServerWithFunctions.Answer(call, new { autoConfirmUser = true })
            : new("{}");

        (await server.SignUpAsync(clientId, "ada")).ShouldSucceed();

        await ToldAsync(poolId, 2);
        Told(poolId).Select(call => (string)JsonNode.Parse(call.Body)!["type"]!)
            .ShouldBe(["user.created", "user.confirmed"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_pool_that_names_no_webhook_tells_nobody()
    {
        var poolId = await server.CreatePoolAsync();
        var told = await OpenAsync();
        server.Functions.Answers = _ => new("{}");
        await CreateAsync(poolId, "ada");
        await CreateAsync(told.PoolId, "ada");

        await ToldAsync(told.PoolId, 1);

        Told(poolId).ShouldBeEmpty();
        var messages = await server.CallAsync("ListMessageDeliveries", new { UserPoolId = told.PoolId });
        messages.ShouldSucceed().Json.GetProperty("MessageDeliveries").GetArrayLength().ShouldBe(0);
    }

    private Task ToldAsync(string poolId, int count) =>
        Eventually.HoldsAsync(() => Task.FromResult(Told(poolId).Count == count), $"{count} events are told");

    private List<ReceivedCall> Told(string poolId) =>
    [
        .. server.Functions.Calls.Where(call =>
            call.Body.Contains(poolId, StringComparison.Ordinal) && call.Body.Contains("\"type\":\"user.", StringComparison.Ordinal)),
    ];

    private async Task CreateAsync(string poolId, string username) =>
        (await server.CallAsync("AdminCreateUser", new { UserPoolId = poolId, Username = username, MessageAction = "SUPPRESS" }))
            .ShouldSucceed();

    private Task<(string PoolId, string ClientId)> OpenAsync(object? triggers = null) => server.CreateOpenPoolAsync(
        new
        {
            UserPoolTags = new Dictionary<string, string> { ["hostedauth:events"] = "mine" },
            LambdaConfig = triggers ?? new { },
            AutoVerifiedAttributes = new[] { "email" },
        },
        new { ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH" } });
}
