using HostedAuth.Core.Delivery;

namespace HostedAuth.CognitoApi.Operations.Messages;

/// <summary>A message as the log shows it; what it said is not kept.</summary>
public sealed record MessageDeliveryType
{
    public required string MessageId { get; init; }

    public string? UserSub { get; init; }

    /// <summary><c>EMAIL</c>, <c>SMS</c>, or <c>LOGOUT</c>: what told a client of a session's end.</summary>
    public required string DeliveryMedium { get; init; }

    /// <summary>Masked; the id of a client that was told.</summary>
    public required string Destination { get; init; }

    public MessagePurpose? Purpose { get; init; }

    public required DeliveryStatus Status { get; init; }

    /// <summary>Who took it: <c>ses</c>, <c>webhook:acme</c>.</summary>
    public string? Sender { get; init; }

    public required int Attempts { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    public DateTimeOffset? NextAttemptDate { get; init; }

    public DateTimeOffset? DeliveryDate { get; init; }

    public DateTimeOffset? FailureDate { get; init; }

    /// <summary>Of the last attempt; without address and content.</summary>
    public string? FailureReason { get; init; }

    internal static MessageDeliveryType Of(OutboxMessage row)
    {
        var status = row.DeliveredAt is not null ? DeliveryStatus.Delivered
            : row.FailedAt is not null ? DeliveryStatus.Failed
            : DeliveryStatus.Waiting;
        return new MessageDeliveryType
        {
            MessageId = row.Id,
            UserSub = row.UserId,
            DeliveryMedium = row.Channel switch
            {
                Channels.Sms => "SMS",
                Channels.Logout or Channels.LogoutOfRegistered => "LOGOUT",
                _ => "EMAIL",
            },
            Destination = row.Destination,
            Purpose = row.Purpose,
            Status = status,
            Sender = row.Sender,
            Attempts = row.Attempts,
            CreationDate = row.CreatedAt,
            NextAttemptDate = status is DeliveryStatus.Waiting ? row.NextAttemptAt : null,
            DeliveryDate = row.DeliveredAt,
            FailureDate = row.FailedAt,
            FailureReason = row.LastError,
        };
    }
}
