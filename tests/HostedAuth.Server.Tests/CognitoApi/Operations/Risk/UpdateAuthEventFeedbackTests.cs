using HostedAuth.Core.Risk;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Risk;

public sealed class UpdateAuthEventFeedbackTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task The_reader_of_the_mail_says_whether_it_was_them()
    {
        var (world, eventId, token) = await CreateAsync();

        (await GiveAsync(world.PoolId, "alice", eventId, token)).ShouldSucceed();

        var told = (await ListAsync(world, "alice")).ShouldSucceed();
        told.Text("AuthEvents.0.EventFeedback.FeedbackValue").ShouldBe("Invalid");
        told.Text("AuthEvents.0.EventFeedback.Provider").ShouldBe("User");
    }

    [Fact]
    public async Task An_administrator_says_so_too()
    {
        var (world, eventId, _) = await CreateAsync();

        (await server.CallAsync(
            "AdminUpdateAuthEventFeedback",
            new { UserPoolId = world.PoolId, Username = "alice", EventId = eventId, FeedbackValue = "Valid" })).ShouldSucceed();

        var told = await ListAsync(world, "alice");
        told.Text("AuthEvents.0.EventFeedback.FeedbackValue").ShouldBe("Valid");
        told.Text("AuthEvents.0.EventFeedback.Provider").ShouldBe("Admin");
    }

    [Fact]
    public async Task An_event_that_is_another_users_is_not_found()
    {
        var (world, eventId, _) = await CreateAsync();
        await world.AddUserAsync("bob");

        (await server.CallAsync(
            "AdminUpdateAuthEventFeedback",
            new { UserPoolId = world.PoolId, Username = "bob", EventId = eventId, FeedbackValue = "Valid" }))
            .ShouldRefuse("ResourceNotFoundException");
    }

    [Fact]
    public async Task A_token_is_good_for_one_event_of_one_user_for_a_week()
    {
        var (world, eventId, token) = await CreateAsync();
        await world.AddUserAsync("bob");
        var (other, otherEvent, _) = await CreateAsync();

        (await GiveAsync(world.PoolId, "bob", eventId, token)).ShouldRefuse("NotAuthorizedException");
        (await GiveAsync(world.PoolId, "nobody", eventId, token)).ShouldRefuse("NotAuthorizedException");
        (await GiveAsync(world.PoolId, "alice", otherEvent, token)).ShouldRefuse("NotAuthorizedException");
        (await GiveAsync(other.PoolId, "alice", otherEvent, token)).ShouldRefuse("NotAuthorizedException");
        (await GiveAsync(world.PoolId, "alice", eventId, "forged")).ShouldRefuse("NotAuthorizedException");
        server.Clock.Advance(TimeSpan.FromDays(7));
        (await GiveAsync(world.PoolId, "alice", eventId, token)).ShouldRefuse("NotAuthorizedException");
    }

    private async Task<(SignInWorld World, string EventId, string Token)> CreateAsync()
    {
        var world = await SignInWorld.CreateAsync(server, new { UserPoolAddOns = new { AdvancedSecurityMode = "AUDIT" } });
        var user = await world.AddUserAsync("alice");
        (await world.SignInAsync("alice")).ShouldSucceed();
        var eventId = (await ListAsync(world, "alice")).Text("AuthEvents.0.EventId").ShouldNotBeNull();
        var token = await server.InPoolAsync(world.PoolId, services =>
            Task.FromResult(services.GetRequiredService<AuthEventFeedback>().TokenFor(eventId, user.Id).Value));
        return (world, eventId, token);
    }

    private Task<ApiAnswer> ListAsync(SignInWorld world, string username) =>
        server.CallAsync("AdminListUserAuthEvents", new { UserPoolId = world.PoolId, Username = username });

    private Task<ApiAnswer> GiveAsync(string poolId, string username, string eventId, string token) => server.CallPublicAsync(
        "UpdateAuthEventFeedback",
        new { UserPoolId = poolId, Username = username, EventId = eventId, FeedbackToken = token, FeedbackValue = "Invalid" });
}
