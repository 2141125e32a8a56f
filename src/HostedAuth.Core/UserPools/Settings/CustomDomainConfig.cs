namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>CustomDomainConfigType</c> of the
/// API.)
/// </summary>
public sealed record CustomDomainConfig
{
    public string? CertificateArn { get; init; }

    public string? SecurityPolicy { get; init; }
}
