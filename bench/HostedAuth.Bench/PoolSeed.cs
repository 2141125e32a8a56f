using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Server.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Bench;

/// <summary>Adds pools beside the one that is measured, while the server is down.</summary>
internal static class PoolSeed
{
    private const int Batch = 500;

    public static async Task AddPoolsAsync(ServerProcess server, string poolId, int count)
    {
        var builder = Hosting.CreateBuilder([.. server.Arguments, "--Logging:LogLevel:Default=Warning"]);
        await using var app = builder.Build();
        var database = app.Services.GetRequiredService<Database>();
        for (var done = 0; done < count; done += Batch)
        {
            await using var context = database.Open(poolId);
            var model = await context.UserPools.AsNoTracking().FirstAsync(pool => pool.Id == poolId);
            for (var i = done; i < Math.Min(done + Batch, count); i++)
            {
                context.UserPools.Add(new UserPool
                {
                    Id = $"us-east-1_seed{i:D5}",
                    Name = $"pool {i}",
                    Region = model.Region,
                    Settings = model.Settings,
                    Schema = model.Schema,
                    SealedRootKey = model.SealedRootKey,
                    CreatedAt = model.CreatedAt,
                    ModifiedAt = model.ModifiedAt,
                });
            }

            await context.SaveChangesAsync();
        }
    }
}
