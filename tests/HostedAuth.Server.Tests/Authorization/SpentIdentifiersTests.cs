using HostedAuth.Core.Authorization;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Authorization;

/// <summary>What is good once is good once, for whoever asks and however many at a time.</summary>
public sealed class SpentIdentifiersTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Of_many_at_once_one_spends_it()
    {
        var poolId = await server.CreatePoolAsync();

        var spent = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => SpendAsync(poolId, "me", "the id")));

        spent.Count(one => one).ShouldBe(1);
    }

    [Fact]
    public async Task Another_kind_owner_or_pool_has_its_own()
    {
        var (poolId, another) = (await server.CreatePoolAsync(), await server.CreatePoolAsync());
        await SpendAsync(poolId, "ab", "c");

        (await SpendAsync(poolId, "a", "bc")).ShouldBeTrue();
        (await SpendAsync(poolId, "ab", "c", SpentKind.DpopProof)).ShouldBeTrue();
        (await SpendAsync(another, "ab", "c")).ShouldBeTrue();
        (await SpendAsync(poolId, "ab", "c")).ShouldBeFalse();
    }

    private Task<bool> SpendAsync(string poolId, string owner, string id, SpentKind kind = SpentKind.ClientAssertion) =>
        server.InPoolAsync(poolId, services => services.GetRequiredService<SpentIdentifiers>().TrySpendAsync(
            kind, owner, id, server.Clock.GetUtcNow().AddMinutes(5), CancellationToken.None));
}
