using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.AppClients;

/// <summary>
/// How a client goes, whoever deletes it: an operator, itself or housekeeping. What it was granted is void at once, since
/// nobody finds the client any more; its rows are then deleted by <see cref="DeletedClients"/>.
/// </summary>
internal static class ClientDeletion
{
    /// <summary>Deletes a client, within a change of its pool's configuration that saves the context.</summary>
    /// <param name="context">That of the change.</param>
    /// <param name="clients">Those that may be deleted, as they are when it happens.</param>
    /// <param name="clientId">The one.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when it isn't among them.</returns>
    public static async Task<bool> DeleteAsync(
        HostedAuthDbContext context,
        IQueryable<AppClient> clients,
        string clientId,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (await clients.Where(client => client.ClientId == clientId).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return false;
        }

        context.DeletedClients.Add(new DeletedClient { PoolId = context.PoolId!, ClientId = clientId, DeletedAt = now });
        return true;
    }
}
