using HostedAuth.Core.Housekeeping;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Housekeeping;

public sealed class LockoutChoreTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task Counts_of_guessed_names_are_dropped_after_a_quiet_quarter_of_an_hour_and_no_sooner()
    {
        var pool = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(pool);
        await GuessAsync(client.Id, "one");
        server.Clock.Advance(TimeSpan.FromMinutes(10));
        await GuessAsync(client.Id, "another");
        server.Clock.Advance(TimeSpan.FromMinutes(6));

        await RunChoreAsync();

        await using var context = server.Services.GetRequiredService<Database>().Open(pool);
        var kept = await context.Lockouts.AsNoTracking().SingleAsync();
        kept.LastFailureAt.ShouldBe(server.Clock.GetUtcNow() - TimeSpan.FromMinutes(6));
    }

    private async Task GuessAsync(string clientId, string username)
    {
        var answer = await server.CallPublicAsync("InitiateAuth", new
        {
            ClientId = clientId,
            AuthFlow = "USER_PASSWORD_AUTH",
            AuthParameters = new { USERNAME = username, PASSWORD = "Wr0ng-one!" },
        });
        answer.Error.ShouldNotBeNull();
    }

    private async Task RunChoreAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IChore>().Single(chore => chore.Name == "lockouts")
            .RunAsync(CancellationToken.None);
    }
}
