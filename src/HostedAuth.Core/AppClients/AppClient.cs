using HostedAuth.Core.Risk;
using HostedAuth.Core.Sessions;

namespace HostedAuth.Core.AppClients;

/// <summary>An app client of a pool.</summary>
public sealed class AppClient
{
    public required string PoolId { get; init; }

    /// <summary>26 lower-case letters and digits; unique in the deployment.</summary>
    public required string ClientId { get; init; }

    public required string Name { get; set; }

    public required AppClientSettings Settings { get; set; }

    /// <summary>What follows from risks at this client, instead of what the pool says; null: as the pool says.</summary>
    public RiskSettings? Risk { get; set; }

    /// <summary>How long a browser's sign-in is good here, by an operation of its own; null until it is called.</summary>
    public ClientSessionRules? SessionRules { get; set; }

    /// <summary>
    /// What it is beyond Cognito's settings, by an operation of its own or by its registration; null for nothing.
    /// </summary>
    public OAuthClientMetadata? Metadata { get; set; }

    /// <summary>Whether it registered itself (RFC 7591): <c>ClientType</c> DCR.</summary>
    public bool IsRegistered { get; init; }

    /// <summary>Whether it registered itself by an initial access token (RFC 7591, section 3), and not as anybody can.</summary>
    public bool IsVouchedFor { get; init; }

    /// <summary>
    /// When it last got tokens, to the day; noted of clients that registered themselves as anybody can, which go
    /// without.
    /// </summary>
    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>
    /// Whether an operator changed what it registered. Since then it can give up some of its flows, scopes and addresses, and get
    /// none.
    /// </summary>
    public bool IsHeldByOperator { get; set; }

    /// <summary>
    /// The members of its metadata that an operator set or took after it registered: there its own word counts no more.
    /// </summary>
    public IReadOnlyList<string> HeldMetadata { get; set; } = [];

    /// <summary>SHA-256 of the token by which a registered client manages itself (RFC 7592); null for others.</summary>
    public byte[]? RegistrationTokenHash { get; set; }

    /// <summary>The active secrets, two at most, newest last, sealed as one; null for a public client.</summary>
    public byte[]? SealedSecrets { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; set; }
}
