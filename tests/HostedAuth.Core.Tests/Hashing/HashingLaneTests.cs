using System.Collections.Frozen;
using System.Globalization;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Hashing;
using HostedAuth.Core.Requests;
using HostedAuth.Core.ResourceServers;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Tests.Hashing;

/// <summary>Who gets a place in a lane whose threads all have work that doesn't end.</summary>
public sealed class HashingLaneTests : IDisposable
{
    private readonly HashingLane _lane = new();
    private readonly ManualResetEventSlim _end = new();
    private readonly List<Task> _waiting = [];

    [Fact]
    public async Task A_flood_of_one_address_leaves_places_for_others()
    {
        await FillThreadsAsync();

        var flood = Flood(CallFrom("203.0.113.1"));
        var other = TryWait(CallFrom("203.0.113.2"));

        flood.ShouldBe(HashingLane.Places / 2);
        other.ShouldBeTrue();
    }

    [Fact]
    public async Task An_IPv6_household_is_one_address()
    {
        await FillThreadsAsync();

        Flood(CallFrom("2001:db8::1"));

        TryWait(CallFrom("2001:db8::2")).ShouldBeFalse();
        TryWait(CallFrom("2001:db8:0:1::1")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("2001:db8:0:{0:x}::1", "2001:db9::1")]
    [InlineData("203.0.113.{0}", "198.51.100.1")]
    public async Task Neighbours_of_one_network_have_a_share_together(string address, string elsewhere)
    {
        await FillThreadsAsync();

        var flood = Enumerable.Range(1, 16)
            .Sum(number => Flood(CallFrom(string.Format(CultureInfo.InvariantCulture, address, number))));

        flood.ShouldBe(HashingLane.Places * 5 / 8);
        TryWait(CallFrom(string.Format(CultureInfo.InvariantCulture, address, 17))).ShouldBeFalse();
        TryWait(CallFrom(elsewhere)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_flood_of_one_pool_leaves_places_for_others()
    {
        await FillThreadsAsync();

        var flood = Enumerable.Range(0, HashingLane.Places)
            .Count(i => TryWait(new LaneGuest($"203.0.113.{i}", "us-east-1_One")));

        flood.ShouldBe(HashingLane.Places * 3 / 4);
        TryWait(new LaneGuest("198.51.100.1", "us-east-1_One")).ShouldBeFalse();
        TryWait(new LaneGuest("198.51.100.1", "us-east-1_Two")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_signed_flood_at_one_pool_leaves_places_for_others()
    {
        await FillThreadsAsync();
        var (one, two) = (Inside("us-east-1_One"), Inside("us-east-1_Two"));
        var backend = new CallDetails { IpAddress = "203.0.113.1", IsOfBackend = true };

        var flood = Enumerable.Range(0, HashingLane.Places).Count(_ => TryWait(backend, one));

        flood.ShouldBe(HashingLane.Places * 3 / 4);
        TryWait(backend, two).ShouldBeTrue();
        TryWait(CallFrom("203.0.113.2"), two).ShouldBeTrue();
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData(null, false)]
    [InlineData("203.0.113.1", true)]
    public async Task A_backend_and_the_machine_itself_are_no_household_with_a_share(string? address, bool isBackend)
    {
        await FillThreadsAsync();

        var flood = Flood(new CallDetails { IpAddress = address, IsOfBackend = isBackend });

        flood.ShouldBe(HashingLane.Places);
        TryWait(LaneGuest.Nobody).ShouldBeFalse();
    }

    [Fact]
    public async Task A_place_is_free_again_once_its_work_began()
    {
        await FillThreadsAsync();
        var call = CallFrom("203.0.113.1");
        Flood(call);

        _end.Set();
        await Task.WhenAll(_waiting);

        TryWait(call).ShouldBeTrue();
    }

    public void Dispose()
    {
        _end.Set();
        _lane.Dispose();
    }

    private static PoolScope Inside(string poolId)
    {
        var scope = new PoolScope();
        scope.Enter(new PoolSnapshot
        {
            Pool = new UserPool
            {
                Id = poolId,
                Name = "pool",
                Region = "us-east-1",
                Settings = new(),
                Schema = [],
                SealedRootKey = [],
                CreatedAt = DateTimeOffset.UnixEpoch,
                ModifiedAt = DateTimeOffset.UnixEpoch,
            },
            Clients = FrozenDictionary<string, ClientSnapshot>.Empty,
            Domains = [],
            ResourceServers = FrozenDictionary<string, ResourceServer>.Empty,
            // No key is looked at.
            Keys = null!,
        });
        return scope;
    }

    private static CallDetails CallFrom(string address) => new() { IpAddress = address };

    /// <summary>Every thread of the lane has work, and nothing waits.</summary>
    private async Task FillThreadsAsync()
    {
        for (var i = 0; i < Environment.ProcessorCount; i++)
        {
            var began = new TaskCompletionSource();
            _waiting.Add(_lane.RunAsync(
                () =>
                {
                    began.SetResult();
                    return Work();
                },
                CancellationToken.None));
            await began.Task;
        }
    }

    /// <summary>How many of too many calls got a place.</summary>
    private int Flood(CallDetails call) => Enumerable.Range(0, HashingLane.Places + 1).Count(_ => TryWait(call));

    private bool TryWait(CallDetails call, PoolScope? pool = null) =>
        IsTaken(() => new SlowWork(_lane, pool ?? new PoolScope(), call).RunAsync(Work, CancellationToken.None));

    private bool TryWait(LaneGuest guest) => IsTaken(() => _lane.RunAsync(Work, guest, CancellationToken.None));

    private bool IsTaken(Func<Task> run)
    {
        try
        {
            _waiting.Add(run());
            return true;
        }
        catch (AuthException refusal) when (refusal.Error == AuthError.Busy)
        {
            return false;
        }
    }

    private bool Work()
    {
        _end.Wait();
        return true;
    }
}
