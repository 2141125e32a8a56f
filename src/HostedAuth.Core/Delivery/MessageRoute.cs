namespace HostedAuth.Core.Delivery;

/// <summary>How a pool's messages of one channel go out.</summary>
public sealed record MessageRoute
{
    /// <summary>One of <see cref="Providers"/>; empty where none is chosen.</summary>
    public required string Provider { get; init; }

    /// <summary>As tags and the delivery log name it: <c>ses</c>, <c>webhook:acme</c>.</summary>
    public string Name => IsWebhook ? $"{Provider}:{Webhook}" : Provider;

    internal bool IsWebhook => Provider is Providers.Webhook or Providers.CustomSender;

    /// <summary>The name of the webhook, of the settings' <c>Webhooks</c>.</summary>
    public string Webhook { get; init; } = "";

    /// <summary>SES: the identity that the pool sends as (SourceArn of its EmailConfiguration).</summary>
    public string? SourceArn { get; init; }

    /// <summary>SES: the pool's ConfigurationSet.</summary>
    public string? ConfigurationSet { get; init; }

    /// <summary>SNS: the pool's SnsRegion.</summary>
    public string? Region { get; init; }
}

/// <summary>The names of senders.</summary>
public static class Providers
{
    public const string Smtp = "smtp";
    public const string Ses = "ses";
    public const string Sns = "sns";
    public const string Twilio = "twilio";
    public const string Webhook = "webhook";
    public const string Mailbox = "mailbox";
    public const string Events = "events";
    public const string BackChannel = "backchannel";

    /// <summary>The triggers CustomEmailSender and CustomSMSSender. No tag can name it: tags are read in lower case.</summary>
    public const string CustomSender = "CustomSender";
}
