using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Sessions;

/// <summary>Sets what a pool, and each of its clients, says of sessions.</summary>
public sealed class SessionConfigurations(HostedAuthDbContext context, PoolScope scope, PoolDirectory directory)
{
    /// <summary>Sets the pool's rules; they hold from each user's next sign-in on.</summary>
    public Task SetAsync(PoolSessionRules rules, CancellationToken cancellationToken) => directory.ChangeAsync(
        context,
        scope.Pool.Id,
        async () =>
            (await context.UserPools.FirstAsync(pool => pool.Id == scope.Pool.Id, cancellationToken)).SessionRules = rules,
        cancellationToken);

    /// <summary>
    /// Sets a client's rules. A browser's session lives no longer than it would have when it began. Refuses with
    /// ResourceNotFound.
    /// </summary>
    public Task SetAsync(string clientId, ClientSessionRules rules, CancellationToken cancellationToken) => directory.ChangeAsync(
        context,
        scope.Pool.Id,
        async () =>
        {
            var client = await context.AppClients.FirstOrDefaultAsync(row => row.ClientId == clientId, cancellationToken)
                ?? throw AuthError.ClientNotFound(clientId).AsException();
            client.SessionRules = rules;
        },
        cancellationToken);
}
