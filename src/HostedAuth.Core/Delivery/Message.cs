namespace HostedAuth.Core.Delivery;

/// <summary>A message as it goes out.</summary>
public sealed record Message
{
    /// <summary>One of <see cref="Channels"/>.</summary>
    public required string Channel { get; init; }

    /// <summary>An email address or an E.164 number; of an event the webhook's name, of a logout the client's id.</summary>
    public required string To { get; init; }

    /// <summary>Whom it is for: the user's id, where there is one.</summary>
    public string? UserId { get; init; }

    /// <summary>Why it goes out.</summary>
    public MessagePurpose? Purpose { get; init; }

    /// <summary>The sender of an email, where the pool names one.</summary>
    public string? From { get; init; }

    /// <summary>Where answers to an email go.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Of an email.</summary>
    public string? Subject { get; init; }

    public required string Text { get; init; }

    /// <summary>Of an email.</summary>
    public string? Html { get; init; }

    /// <summary>When what it brings ends; later it isn't sent any more.</summary>
    public DateTimeOffset? GoodUntil { get; init; }

    /// <summary>The code or temporary password it brings, for the mailbox's reader.</summary>
    public string? Code { get; init; }

    /// <summary>
    /// The event for the pool's CustomEmailSender or CustomSMSSender, JSON with the code in clear; null without one.
    /// </summary>
    public string? Event { get; init; }

    /// <summary>The link it brings.</summary>
    public string? Link { get; init; }
}
