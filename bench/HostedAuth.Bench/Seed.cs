using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;
using HostedAuth.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Bench;

/// <summary>Fills the pool through the core itself, while the server is down.</summary>
internal static class Seed
{
    private const int Batch = 1000;

    public static async Task AddUsersAsync(ServerProcess server, string poolId, int count)
    {
        var builder = Hosting.CreateBuilder([.. server.Arguments, "--Logging:LogLevel:Default=Warning"]);
        await using var app = builder.Build();
        var pool = await app.Services.GetRequiredService<PoolDirectory>().FindAsync(poolId, CancellationToken.None);
        for (var done = 0; done < count; done += Batch)
        {
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<PoolScope>().Enter(pool!);
            var users = scope.ServiceProvider.GetRequiredService<UserDirectory>();
            for (var i = done; i < Math.Min(done + Batch, count); i++)
            {
                users.Create(
                    $"user-{i}",
                    new Dictionary<string, string> { ["email"] = $"user-{i}@example.com", ["name"] = $"User {i}" },
                    UserStatus.CONFIRMED);
            }

            await users.SaveAsync(CancellationToken.None);
        }
    }
}
