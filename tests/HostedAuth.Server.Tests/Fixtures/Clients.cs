using HostedAuth.Core.AppClients;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.UserPools.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>Gives clients and pools what they are beyond Cognito's settings.</summary>
internal static class Clients
{
    public static Task SetMetadataAsync(
        this HostedAuthServer server,
        string poolId,
        string clientId,
        OAuthClientMetadata metadata) => server.InPoolAsync(poolId, async services =>
        {
            await services.GetRequiredService<AppClients>().SetMetadataAsync(clientId, metadata, CancellationToken.None);
            return true;
        });

    public static Task SetOAuthAsync(this HostedAuthServer server, string poolId, PoolOAuthSettings settings) =>
        server.InPoolAsync(poolId, async services =>
        {
            var context = services.GetRequiredService<HostedAuthDbContext>();
            await services.GetRequiredService<PoolDirectory>().ChangeAsync(
                context,
                poolId,
                async () => (await context.UserPools.FirstAsync(pool => pool.Id == poolId)).OAuth = settings,
                CancellationToken.None);
            return true;
        });
}
