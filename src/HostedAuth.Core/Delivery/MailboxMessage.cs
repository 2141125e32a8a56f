namespace HostedAuth.Core.Delivery;

/// <summary>A message as the mailbox shows it.</summary>
public sealed record MailboxMessage
{
    public required string Id { get; init; }

    /// <summary><c>email</c> or <c>sms</c>.</summary>
    public required string Channel { get; init; }

    public required string To { get; init; }

    public string? Subject { get; init; }

    public required string Text { get; init; }

    public string? Html { get; init; }

    public string? Code { get; init; }

    public string? Link { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    internal static MailboxMessage From(string id, Message message, DateTimeOffset sentAt) => new()
    {
        Id = id,
        Channel = message.Channel,
        To = message.To,
        Subject = message.Subject,
        Text = message.Text,
        Html = message.Html,
        Code = message.Code,
        Link = message.Link,
        SentAt = sentAt,
    };
}
