using System.Text.Json;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.Delivery;

/// <summary>Where use cases leave messages: a row in the transaction of what they tell about.</summary>
public sealed class Outbox(Sealer sealer, CourierBell bell, TimeProvider time)
{
    /// <summary>Adds the message to the unit of work, sealed. It goes out after the unit of work is saved.</summary>
    /// <param name="context">The unit of work.</param>
    /// <param name="message">The message.</param>
    /// <param name="isHeldBack">True for the same work without a message: the row counts as delivered already.</param>
    public void Add(HostedAuthDbContext context, Message message, bool isHeldBack = false)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(message);
        var poolId = context.PoolId ?? throw new InvalidOperationException("A message belongs to a pool.");
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now).ToString();
        var body = sealer.Seal(SealKind.OutboxBody, Owner(poolId, id), JsonSerializer.SerializeToUtf8Bytes(message));
        context.Outbox.Add(new OutboxMessage
        {
            PoolId = poolId,
            Id = id,
            Channel = message.Channel,
            UserId = message.UserId,
            Purpose = message.Purpose,
            Destination = CodeDeliveryDetails.Mask(message.Channel, message.To),
            SealedBody = isHeldBack ? null : body,
            DeliveredAt = isHeldBack ? now : null,
            CreatedAt = now,
            NextAttemptAt = now,
        });
        context.AfterCommit(bell.Ring);
    }

    /// <summary>The message of a row that is not delivered yet.</summary>
    internal Message Open(OutboxMessage row) => JsonSerializer.Deserialize<Message>(
        sealer.Open(SealKind.OutboxBody, Owner(row.PoolId, row.Id), row.SealedBody!))!;

    private static string Owner(string poolId, string id) => $"{poolId}/{id}";
}
