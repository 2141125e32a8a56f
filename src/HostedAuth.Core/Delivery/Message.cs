namespace HostedAuth.Core.Delivery;

/// <summary>A message as it goes out.</summary>
public sealed record Message
{
    /// <summary><c>email</c> or <c>sms</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>An email address or an E.164 number.</summary>
    public required string To { get; init; }

    /// <summary>The sender of an email, where the pool names one.</summary>
    public string? From { get; init; }

    /// <summary>Where answers to an email go.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Of an email.</summary>
    public string? Subject { get; init; }

    public required string Text { get; init; }

    /// <summary>Of an email.</summary>
    public string? Html { get; init; }

    /// <summary>The code or temporary password it brings, for the mailbox's reader.</summary>
    public string? Code { get; init; }

    /// <summary>The link it brings.</summary>
    public string? Link { get; init; }
}
