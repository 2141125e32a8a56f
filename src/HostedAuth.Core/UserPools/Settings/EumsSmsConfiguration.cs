namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>EumsSmsConfigurationType</c> of
/// the API.)
/// </summary>
public sealed record EumsSmsConfiguration
{
    public string? CallerArn { get; init; }

    public string? ConfigurationSetName { get; init; }

    public string? ExternalId { get; init; }

    public string? InEntityId { get; init; }

    public string? InTemplateId { get; init; }

    public string? OriginationIdentity { get; init; }

    public string? Region { get; init; }
}
