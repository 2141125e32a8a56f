using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HostedAuth.Core.Deployment;

/// <summary>
/// All settings of the program. The one source of their names, defaults and descriptions: configuration is bound to it and
/// checked against it, and docs/configuration.md is written from it.
/// </summary>
public sealed record Settings
{
    [Description("Addresses the server listens on, separated by semicolons.")]
    public string Urls { get; init; } = "http://localhost:5080";

    [Description("The address people and clients reach the server at, without a slash at the end. Issuers, links and "
        + "discovery are built from it, never from a request's Host. Required in Production; in Development it is the "
        + "first of Urls.")]
    public string PublicUrl { get; init; } = "";

    [Description("The suffix of prefix domains: a pool with the domain `shop` answers at `shop.<suffix>`. With the "
        + "default such hosts answer, but discovery keeps the path form.")]
    [Required]
    public string DomainSuffix { get; init; } = "localhost";

    [Description("Whether pools answer under `{PublicUrl}/{poolId}/…` too. Switch it off where pools belong to "
        + "different owners, since they share an origin there.")]
    public bool PathAddresses { get; init; } = true;

    [Description("The folder of the embedded database and of the files that Development makes.")]
    [Required]
    public string DataFolder { get; init; } = "data";

    [Description("The region of pools made by calls that name none.")]
    [Required]
    [RegularExpression("[a-z]{2}(-[a-z]+)+-[0-9]", ErrorMessage = "must look like us-east-1")]
    public string Region { get; init; } = "us-east-1";

    [Description("A list of keys that protect the key ring: the first encrypts, all decrypt. At least 32 characters "
        + "each. Required in Production; Development makes one into a file of the data folder.")]
    public IReadOnlyList<string> MasterKey { get; init; } = [];

    [Description("Webhooks by name: `Webhooks:<name>:Url`, https, or http to a host of `Outbound:AllowedHosts`, and "
        + "`Webhooks:<name>:Secret`, at least 16 characters, which signs the requests. Pools name one by "
        + "`arn:hostedauth:webhook::0:<name>` where they would name a function.")]
    public IReadOnlyDictionary<string, WebhookSettings> Webhooks { get; init; } = new Dictionary<string, WebhookSettings>();

    public StorageSettings Storage { get; init; } = new();

    public RootAccessKeySettings RootAccessKey { get; init; } = new();

    public PasswordHashSettings PasswordHash { get; init; } = new();

    public EmailSettings Email { get; init; } = new();

    public SmtpSettings Smtp { get; init; } = new();

    public SesSettings Ses { get; init; } = new();

    public SmsSettings Sms { get; init; } = new();

    public SnsSettings Sns { get; init; } = new();

    public TwilioSettings Twilio { get; init; } = new();

    public MailboxSettings Mailbox { get; init; } = new();

    public RateLimitSettings RateLimits { get; init; } = new();

    public AttemptLimitSettings AttemptLimits { get; init; } = new();

    public AuthEventSettings AuthEvents { get; init; } = new();

    public BreachedPasswordSettings BreachedPasswords { get; init; } = new();

    public ForwardedHeadersSettings ForwardedHeaders { get; init; } = new();

    public OutboundSettings Outbound { get; init; } = new();

    public LambdaSettings Lambda { get; init; } = new();
}

/// <summary>Which database.</summary>
public sealed record StorageSettings
{
    [Description("`Sqlite` (embedded, one node) or `PostgreSql` (15 or later, any number of nodes).")]
    [AllowedValues("Sqlite", "PostgreSql", ErrorMessage = "must be Sqlite or PostgreSql")]
    public string Provider { get; init; } = "Sqlite";

    [Description("Of Microsoft.Data.Sqlite or Npgsql. For Sqlite the default is a file of the data folder.")]
    public string ConnectionString { get; init; } = "";
}

/// <summary>The access key that may do everything.</summary>
public sealed record RootAccessKeySettings
{
    [Description("The id of the root access key. Development makes a key for this machine when none is set; "
        + "Production starts without one.")]
    public string Id { get; init; } = "";

    [Description("Its secret.")]
    public string Secret { get; init; } = "";
}

/// <summary>What a password costs.</summary>
public sealed record PasswordHashSettings
{
    /// <summary>OWASP's figure for PBKDF2-HMAC-SHA512.</summary>
    public const int Minimum = 210_000;

    [Description("Iterations of PBKDF2-HMAC-SHA512. Less than the default is refused in Production. Older hashes are "
        + "renewed at sign-in.")]
    [Range(1, 10_000_000)]
    public int Iterations { get; init; } = Minimum;
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

/// <summary>Limits for everyone.</summary>
public sealed record RateLimitSettings
{
    [Description("Requests a second that one address may make; 0 for no limit.")]
    [Range(0, 1_000_000)]
    public int PerAddress { get; init; }

    [Description("Sign-ins a minute that one address may begin at a pool, under whatever names; 0 for no limit. Counted over "
        + "all nodes, as the next two are. Backends that call for their users without telling their addresses (ContextData) "
        + "aren't limited when they sign their calls, and share one limit when they don't.")]
    [Range(0, 1_000_000)]
    public int SignInsPerAddress { get; init; }

    [Description("Sign-ups a minute from one address.")]
    [Range(0, 1_000_000)]
    public int SignUpsPerAddress { get; init; }

    [Description("Codes of sign-ups and forgotten passwords a minute that one address may ask for.")]
    [Range(0, 1_000_000)]
    public int CodesPerAddress { get; init; }
}

/// <summary>What users did, in pools with threat protection.</summary>
public sealed record AuthEventSettings
{
    [Description("How many days the events of AdminListUserAuthEvents are kept.")]
    [Range(1, 3650)]
    public int KeptDays { get; init; } = 90;
}

/// <summary>A list of passwords that are known from breaches.</summary>
public sealed record BreachedPasswordSettings
{
    [Description("A service that answers the hashes that begin with five digits (k-anonymity), such as "
        + "`https://api.pwnedpasswords.com/range`. New passwords that are on its list are refused. When it doesn't answer, "
        + "passwords are taken and a warning is logged.")]
    public string RangeUrl { get; init; } = "";

    [Description("A file of SHA-1 hashes in hexadecimal, sorted, one a line, instead of the service.")]
    public string File { get; init; } = "";

    [Description("How long the service is waited for.")]
    [Range(100, 10_000)]
    public int TimeLimitMilliseconds { get; init; } = 1500;
}

/// <summary>Proxies in front.</summary>
public sealed record ForwardedHeadersSettings
{
    [Description("Addresses of the proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.")]
    public IReadOnlyList<string> KnownProxies { get; init; } = [];
}
