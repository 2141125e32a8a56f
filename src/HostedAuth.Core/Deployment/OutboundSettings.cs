using System.ComponentModel;

namespace HostedAuth.Core.Deployment;

/// <summary>Calls that the server makes to addresses somebody configured.</summary>
public sealed record OutboundSettings
{
    [Description("Hosts on the inside that triggers, webhooks and senders may reach, also by plain http: `functions.local`, "
        + "`localhost:3001`, `10.1.0.0/16`. All else goes to public addresses by https only.")]
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    [Description("Hosts on the inside that clients which registered themselves may name as theirs (`jwks_uri`, `request_uris`, "
        + "`sector_identifier_uri`, `backchannel_logout_uri`), by https. `AllowedHosts` doesn't count for them: anybody may "
        + "have chosen these addresses.")]
    public IReadOnlyList<string> AllowedHostsOfRegisteredClients { get; init; } = [];
}

/// <summary>Where triggers that are named by the ARN of a function are called.</summary>
public sealed record LambdaSettings
{
    [Description("Whatever speaks Lambda's Invoke call: AWS (`https://lambda.eu-west-1.amazonaws.com`), SAM local, a runtime "
        + "interface emulator. Without it, AWS in the region of the function's ARN.")]
    public string Endpoint { get; init; } = "";

    [Description("The id of the access key that signs the calls.")]
    public string AccessKeyId { get; init; } = "";

    [Description("Its secret.")]
    public string SecretAccessKey { get; init; } = "";
}

/// <summary>One webhook, by a name that pools know it by.</summary>
public sealed record WebhookSettings
{
    [Description("Where it is: https, or http to a host of `Outbound:AllowedHosts`.")]
    public string Url { get; init; } = "";

    [Description("The secret that signs the requests to it: at least 16 characters.")]
    public string Secret { get; init; } = "";
}
