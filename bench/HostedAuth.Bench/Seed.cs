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

    /// <summary>Adds the users of these numbers, the last one excluded.</summary>
    public static async Task AddUsersAsync(ServerProcess server, string poolId, int first, int end)
    {
        var builder = Hosting.CreateBuilder([.. server.Arguments, "--Logging:LogLevel:Default=Warning"]);
        await using var app = builder.Build();
        var pool = await app.Services.GetRequiredService<PoolDirectory>().FindAsync(poolId, CancellationToken.None);
        for (var done = first; done < end; done += Batch)
        {
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<PoolScope>().Enter(pool!);
            var users = scope.ServiceProvider.GetRequiredService<UserDirectory>();
            for (var i = done; i < Math.Min(done + Batch, end); i++)
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
