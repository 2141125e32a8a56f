namespace HostedAuth.Core.Delivery;

/// <summary>A message to be delivered, written in the transaction of what it tells about.</summary>
public sealed class OutboxMessage
{
    public required string PoolId { get; init; }

    /// <summary>A UUID, version 7: grows with time.</summary>
    public required string Id { get; init; }

    /// <summary>email or sms.</summary>
    public required string Channel { get; init; }

    /// <summary>The message, sealed; erased on delivery.</summary>
    public byte[]? SealedBody { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset NextAttemptAt { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>Set when it was given up.</summary>
    public DateTimeOffset? FailedAt { get; set; }

    /// <summary>The reason of the last failure: a kind and a status, no address.</summary>
    public string? LastError { get; set; }
}
