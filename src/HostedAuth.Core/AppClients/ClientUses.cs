using System.Runtime.CompilerServices;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.AppClients;

/// <summary>
/// Notes, once a day, that a client got tokens, where it would go for not being used (<see cref="UnusedClients"/>).
/// </summary>
public sealed class ClientUses(HostedAuthDbContext context, TimeProvider time)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>When this process noted it last, in ticks: a snapshot doesn't learn of it.</summary>
    private static readonly ConditionalWeakTable<AppClient, StrongBox<long>> NotedAt = [];

    /// <summary>With the next save.</summary>
    internal void NoteWithSave(ClientSnapshot client)
    {
        if (IsToNote(client))
        {
            context.RunWithSave(cancellationToken => WriteAsync(client.Client, cancellationToken));
        }
    }

    /// <summary>At once.</summary>
    public Task NoteAsync(ClientSnapshot client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return IsToNote(client) ? WriteAsync(client.Client, cancellationToken) : Task.CompletedTask;
    }

    private bool IsToNote(ClientSnapshot client)
    {
        var before = time.GetUtcNow() - Day;
        return client.IsUnknown
            && (client.Client.UsedAt is not { } used || used <= before)
            && !(NotedAt.TryGetValue(client.Client, out var noted) && Volatile.Read(ref noted.Value) > before.UtcTicks);
    }

    /// <summary>No change of configuration: nobody reads the pool anew.</summary>
    private async Task WriteAsync(AppClient client, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var before = now - Day;
        await context.AppClients
            .Where(row => row.ClientId == client.ClientId && (row.UsedAt == null || row.UsedAt <= before))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedAt, now), cancellationToken);
        Volatile.Write(ref NotedAt.GetOrCreateValue(client).Value, now.UtcTicks);
    }
}
