using HostedAuth.Core.Delivery;

namespace HostedAuth.Server.Tests.Delivery;

/// <summary>Who holds up whom, where all take their time.</summary>
public sealed class CourierLanesTests
{
    private readonly CourierLanes _lanes = new();

    [Fact]
    public void However_many_clients_registered_themselves_an_operators_client_is_told()
    {
        foreach (var client in Enumerable.Range(0, 1000))
        {
            _lanes.TryEnter(Row(Channels.LogoutOfRegistered, $"pool{client % 100}", $"open{client}"));
        }

        _lanes.TryEnter(Row(Channels.LogoutOfRegistered, "another", "one")).ShouldBeFalse();
        _lanes.TryEnter(Row(Channels.Logout, "pool1", "app")).ShouldBeTrue();
        Narrowed(Row(Channels.LogoutOfRegistered, "another", "one"), Row(Channels.Logout, "pool1", "app"))
            .ShouldBe(["app"]);
    }

    [Theory]
    [InlineData(Channels.Logout)]
    [InlineData(Channels.LogoutOfRegistered)]
    public void A_client_takes_two_places_and_gives_them_back(string channel)
    {
        var row = Row(channel, "pool", "slow");

        _lanes.TryEnter(row).ShouldBeTrue();
        _lanes.TryEnter(row).ShouldBeTrue();
        _lanes.TryEnter(row).ShouldBeFalse();
        Narrowed(row, Row(channel, "pool", "other")).ShouldBe(["other"]);

        _lanes.Leave(row);
        _lanes.TryEnter(row).ShouldBeTrue();
    }

    private IEnumerable<string> Narrowed(params OutboxMessage[] rows) =>
        _lanes.Narrow(rows.AsQueryable()).Select(row => row.Destination);

    private static OutboxMessage Row(string channel, string poolId, string destination) => new()
    {
        PoolId = poolId,
        Id = Guid.NewGuid().ToString(),
        Channel = channel,
        Destination = destination,
        CreatedAt = default,
        NextAttemptAt = default,
    };
}
