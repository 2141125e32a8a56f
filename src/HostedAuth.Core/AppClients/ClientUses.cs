using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.AppClients;

/// <summary>Notes that a client got tokens, where it would go for not being used (<see cref="UnusedClients"/>).</summary>
public sealed class ClientUses(HostedAuthDbContext context, TimeProvider time)
{
    /// <summary>With the next save.</summary>
    internal void NoteWithSave(ClientSnapshot client)
    {
        if (IsToNote(client))
        {
            context.RunWithSave(cancellationToken => WriteAsync(client.ClientId, cancellationToken));
        }
    }

    /// <summary>At once.</summary>
    internal Task NoteAsync(ClientSnapshot client, CancellationToken cancellationToken) =>
        IsToNote(client) ? WriteAsync(client.ClientId, cancellationToken) : Task.CompletedTask;

    private static bool IsToNote(ClientSnapshot client) => client is { IsUnknown: true, Client.UsedAt: null };

    /// <summary>No change of configuration: a snapshot that doesn't know of it costs this statement again, and nothing else.</summary>
    private async Task WriteAsync(string clientId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await context.AppClients.Where(row => row.ClientId == clientId && row.UsedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.UsedAt, now),
            cancellationToken);
    }
}
