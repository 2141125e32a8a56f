using HostedAuth.Server.Tests.Delivery;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Messages;

public sealed class ListMessageDeliveriesTests(ServerWithProviders server) : IClassFixture<ServerWithProviders>
{
    [Fact]
    public async Task A_delivery_is_listed_with_where_it_went_and_who_took_it_but_not_what_it_said()
    {
        server.World.Answers = _ => new Lie("{}");
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        (await server.SignUpAsync(clientId, "ada", "ada@example.com")).ShouldSucceed();
        await WaitAsync(poolId, "Delivered");

        var answer = await ListAsync(poolId, new { Username = "ada" });

        var delivery = answer.ShouldSucceed().Json.GetProperty("MessageDeliveries").EnumerateArray().ShouldHaveSingleItem();
        delivery.GetProperty("DeliveryMedium").GetString().ShouldBe("EMAIL");
        delivery.GetProperty("Destination").GetString().ShouldBe("a***@e***");
        delivery.GetProperty("Purpose").GetString().ShouldBe("SignUp");
        delivery.GetProperty("Sender").GetString().ShouldBe("ses");
        delivery.GetProperty("Status").GetString().ShouldBe("Delivered");
        delivery.GetProperty("Attempts").GetInt32().ShouldBe(1);
        answer.Body.ShouldNotContain("ada@example.com");
    }

    [Fact]
    public async Task What_was_given_up_is_listed_with_its_reason()
    {
        server.World.Answers = _ => new Lie("""{"__type":"MessageRejected"}""", 400);
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        (await server.SignUpAsync(clientId, "ada", "ada@example.com")).ShouldSucceed();
        await WaitAsync(poolId, "Failed");

        var delivery = (await ListAsync(poolId, new { Status = "Failed" })).Json.GetProperty("MessageDeliveries")[0];

        delivery.GetProperty("FailureReason").GetString().ShouldBe("Amazon SES refused (400 MessageRejected).");
        delivery.TryGetProperty("NextAttemptDate", out _).ShouldBeFalse();
        (await ListAsync(poolId, new { Status = "Delivered" })).Json.GetProperty("MessageDeliveries").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_was_only_pretended_is_not_listed()
    {
        server.World.Answers = _ => new Lie("{}");
        var (poolId, clientId) = await server.CreateOpenPoolAsync(clientMembers: new { PreventUserExistenceErrors = "ENABLED" });
        (await server.ForgotPasswordAsync(clientId, "nobody")).ShouldSucceed();

        (await ListAsync(poolId)).Json.GetProperty("MessageDeliveries").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_list_is_read_in_pages_newest_first_and_a_page_of_another_pool_is_none_of_it()
    {
        server.World.Answers = _ => new Lie("{}");
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        foreach (var name in new[] { "ada", "bea", "cid" })
        {
            (await server.SignUpAsync(clientId, name, People.NewEmail(name))).ShouldSucceed();
            server.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var first = (await ListAsync(poolId, new { MaxResults = 2 })).ShouldSucceed();
        var second = await ListAsync(poolId, new { MaxResults = 2, NextToken = first.Text("NextToken") });
        var other = await server.CreatePoolAsync();

        Destinations(first).ShouldBe(["c***@e***", "b***@e***"]);
        Destinations(second).ShouldBe(["a***@e***"]);
        second.Text("NextToken").ShouldBeNull();
        (await ListAsync(other, new { MaxResults = 2, NextToken = first.Text("NextToken") })).ShouldRefuse("InvalidParameterException");
    }

    private static IEnumerable<string?> Destinations(ApiAnswer answer) => answer.Json.GetProperty("MessageDeliveries").EnumerateArray()
        .Select(delivery => delivery.GetProperty("Destination").GetString());

    private Task WaitAsync(string poolId, string status) => Eventually.HoldsAsync(
        async () => (await ListAsync(poolId, new { Status = status })).Json.GetProperty("MessageDeliveries").GetArrayLength() > 0,
        status);

    private Task<ApiAnswer> ListAsync(string poolId, object? members = null)
    {
        var request = System.Text.Json.JsonSerializer.SerializeToNode(members ?? new { })!.AsObject();
        request["UserPoolId"] = poolId;
        return server.CallAsync("ListMessageDeliveries", request);
    }
}
