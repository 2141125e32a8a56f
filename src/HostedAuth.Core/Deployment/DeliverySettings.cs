using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HostedAuth.Core.Deployment;

/// <summary>How email goes out.</summary>
public sealed record EmailSettings
{
    [Description("`Smtp`, `Ses` (Amazon SES), or `Webhook`. A pool may choose another by its tag `hostedauth:email`.")]
    [AllowedValues("Smtp", "Ses", "Webhook", ErrorMessage = "must be Smtp, Ses or Webhook")]
    public string Provider { get; init; } = "Smtp";

    [Description("The sender of pools that name none: `no-reply@example.com`, or `Example <no-reply@example.com>`.")]
    [Required]
    public string From { get; init; } = "no-reply@localhost";

    [Description("For `Webhook`: the name of one of `Webhooks`.")]
    public string Webhook { get; init; } = "";

    [Description("How many codes one address of a pool gets within an hour at most, whoever asks for them; 0 for no limit.")]
    [Range(0, 10_000)]
    public int PerAddress { get; init; } = 20;
}

/// <summary>How text messages go out.</summary>
public sealed record SmsSettings
{
    [Description("`Sns` (Amazon SNS), `Twilio`, or `Webhook`. Without one, codes by SMS are refused. A pool may choose "
        + "another by its tag `hostedauth:sms`.")]
    [AllowedValues("", "Sns", "Twilio", "Webhook", ErrorMessage = "must be Sns, Twilio or Webhook")]
    public string Provider { get; init; } = "";

    [Description("For `Webhook`: the name of one of `Webhooks`.")]
    public string Webhook { get; init; } = "";

    [Description("How many codes one number of a pool gets within an hour at most, whoever asks for them; 0 for no limit.")]
    [Range(0, 10_000)]
    public int PerNumber { get; init; } = 10;
}

/// <summary>Amazon SES, version 2 of its API.</summary>
public sealed record SesSettings
{
    [Description("Whatever speaks SES's API. Without it, AWS in the region of the pool's SourceArn or of `Ses:Region`.")]
    public string Endpoint { get; init; } = "";

    [Description("The region; without it, `Region`.")]
    public string Region { get; init; } = "";

    [Description("The id of the access key that signs the calls; it may `ses:SendEmail`.")]
    public string AccessKeyId { get; init; } = "";

    [Description("Its secret.")]
    public string SecretAccessKey { get; init; } = "";

    [Description("The configuration set of pools that name none.")]
    public string ConfigurationSet { get; init; } = "";
}

/// <summary>Amazon SNS.</summary>
public sealed record SnsSettings
{
    [Description("Whatever speaks SNS's Publish call. Without it, AWS in the pool's SnsRegion or in `Sns:Region`.")]
    public string Endpoint { get; init; } = "";

    [Description("The region; without it, `Region`.")]
    public string Region { get; init; } = "";

    [Description("The id of the access key that signs the calls; it may `sns:Publish` to phone numbers.")]
    public string AccessKeyId { get; init; } = "";

    [Description("Its secret.")]
    public string SecretAccessKey { get; init; } = "";

    [Description("What phones show as the sender, where the receiver's country allows it: up to 11 letters and digits.")]
    [RegularExpression("([A-Za-z0-9-]{1,11})?", ErrorMessage = "must be up to 11 letters, digits and hyphens")]
    public string SenderId { get; init; } = "";
}

/// <summary>Twilio's Messages API.</summary>
public sealed record TwilioSettings
{
    [Description("Twilio, or whatever speaks its Messages API.")]
    public string Endpoint { get; init; } = "https://api.twilio.com";

    [Description("The account.")]
    public string AccountSid { get; init; } = "";

    [Description("Its token.")]
    public string AuthToken { get; init; } = "";

    [Description("The number or sender id that messages come from; or the SID of a messaging service (`MG…`).")]
    public string From { get; init; } = "";
}

/// <summary>The mail server.</summary>
public sealed record SmtpSettings
{
    [Description("The mail server. Without one (and without the mailbox), codes by email are refused.")]
    public string Host { get; init; } = "";

    [Description("Its port.")]
    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    [Description("The user name, where the server wants one.")]
    public string Username { get; init; } = "";

    [Description("Its password.")]
    public string Password { get; init; } = "";

    [Description("Whether the connection must be encrypted by STARTTLS.")]
    public bool StartTls { get; init; } = true;

    [Description("Whether the connection is encrypted from its first byte (port 465); then `Smtp:StartTls` says nothing.")]
    public bool ImplicitTls { get; init; }

    [Description("How many connections to the mail server are open at most.")]
    [Range(1, 64)]
    public int Connections { get; init; } = 4;
}

/// <summary>The mailbox of Development.</summary>
public sealed record MailboxSettings
{
    [Description("Keeps every email and SMS in memory and shows it at /mailbox. On by default in Development; refused in "
        + "Production.")]
    public bool? Enabled { get; init; }

    [Description("Lets callers from other machines see the mailbox.")]
    public bool AllowRemote { get; init; }
}
