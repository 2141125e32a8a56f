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

    [Description("Certificates by name, for pools' own domains: `Certificates:<name>:File`, PEM, and `Certificates:<name>:KeyFile`. "
        + "Which of them a connection gets says the host that it asks for. Changed files are taken without a restart.")]
    public IReadOnlyDictionary<string, CertificateSettings> Certificates { get; init; } = new Dictionary<string, CertificateSettings>();

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

    public HttpsSettings Https { get; init; } = new();

    public ClientCertificateSettings ClientCertificates { get; init; } = new();

    public OutboundSettings Outbound { get; init; } = new();

    public LambdaSettings Lambda { get; init; } = new();
}
