using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Delivery;

/// <summary>How a message stands.</summary>
public enum DeliveryStatus
{
    /// <summary>It is tried again.</summary>
    Waiting,

    /// <summary>A sender took it; whether it arrived, nobody says.</summary>
    Delivered,

    /// <summary>It was given up.</summary>
    Failed,
}

/// <summary>The log of messages: the outbox, whose rows stay a while after their messages went out.</summary>
public sealed class MessageDeliveries(HostedAuthDbContext context, PageTokens tokens)
{
    /// <summary>Lists the pool's messages, newest first. Refuses with InvalidParameter a token of another list.</summary>
    /// <param name="userId">Only those for this user.</param>
    /// <param name="status">Only those that stand so.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="token">Of the last page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Page<OutboxMessage>> ListAsync(
        string? userId,
        DeliveryStatus? status,
        int limit,
        string? token,
        CancellationToken cancellationToken)
    {
        var list = $"ListMessageDeliveries/{context.PoolId}/{userId}/{status}";
        // What was held back never was a message.
        var rows = context.Outbox.AsNoTracking()
            .Where(row => row.Channel != Channels.Event && (row.DeliveredAt == null || row.Sender != null));
        if (userId is not null)
        {
            rows = rows.Where(row => row.UserId == userId);
        }

        rows = status switch
        {
            DeliveryStatus.Waiting => rows.Where(row => row.DeliveredAt == null && row.FailedAt == null),
            DeliveryStatus.Delivered => rows.Where(row => row.DeliveredAt != null),
            DeliveryStatus.Failed => rows.Where(row => row.FailedAt != null),
            _ => rows,
        };
        if (tokens.Open(list, token) is { } last)
        {
#pragma warning disable CA1309 // Translated to SQL, where columns compare by bytes.
            rows = rows.Where(row => string.Compare(row.Id, last) < 0);
#pragma warning restore CA1309
        }

        var found = await rows.OrderByDescending(row => row.Id).Take(limit + 1).ToListAsync(cancellationToken);
        return tokens.Cut(list, found, limit, row => row.Id);
    }
}
