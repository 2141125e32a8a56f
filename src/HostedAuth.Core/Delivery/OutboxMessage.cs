namespace HostedAuth.Core.Delivery;

/// <summary>A message to be delivered, written in the transaction of what it tells about.</summary>
public sealed class OutboxMessage
{
    public required string PoolId { get; init; }

    /// <summary>A UUID, version 7: grows with time.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="Channels"/>.</summary>
    public required string Channel { get; init; }

    /// <summary>Whom it is for: the user's id, where there is one.</summary>
    public string? UserId { get; init; }

    /// <summary>Why it goes out.</summary>
    public MessagePurpose? Purpose { get; init; }

    /// <summary>Where to, masked: <c>a***@e***</c>; of an event the webhook's name, of a logout the client's id.</summary>
    public required string Destination { get; init; }

    /// <summary>The message, sealed; erased on delivery.</summary>
    public byte[]? SealedBody { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset NextAttemptAt { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>Who took it: <c>ses</c>, <c>webhook:acme</c>, <c>CustomSender:acme</c>; null of what was held back.</summary>
    public string? Sender { get; set; }

    /// <summary>Set when it was given up.</summary>
    public DateTimeOffset? FailedAt { get; set; }

    /// <summary>The reason of the last failure: a kind and a status, no address.</summary>
    public string? LastError { get; set; }
}
