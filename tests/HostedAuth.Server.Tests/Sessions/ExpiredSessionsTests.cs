using HostedAuth.Core.Authorization;
using HostedAuth.Core.Sessions;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Sessions;

public sealed class ExpiredSessionsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task What_is_spent_is_remembered_longer_than_it_lives()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        await workshop.ChangeAsync(async context =>
        {
            context.SpentIdentifiers.Add(new SpentIdentifier
            {
                PoolId = workshop.PoolId,
                Hash = new byte[32],
                ExpiresAt = workshop.Now,
            });
            await context.SaveChangesAsync();
        });

        server.Clock.Advance(TimeSpan.FromMinutes(4));
        await SweepAsync();
        var before = await CountAsync(workshop);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await SweepAsync();

        before.ShouldBe(1);
        (await CountAsync(workshop)).ShouldBe(0);
    }

    private Task<int> SweepAsync() => server.Services.GetRequiredService<ExpiredSessions>().DeleteExpiredAsync(default);

    private static async Task<int> CountAsync(TokenWorkshop workshop)
    {
        var count = 0;
        await workshop.ChangeAsync(async context => count = await context.SpentIdentifiers.CountAsync());
        return count;
    }
}
