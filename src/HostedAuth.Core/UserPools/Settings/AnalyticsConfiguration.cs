namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>AnalyticsConfigurationType</c> of
/// the API.)
/// </summary>
public sealed record AnalyticsConfiguration
{
    public string? ApplicationArn { get; init; }

    public string? ApplicationId { get; init; }

    public string? ExternalId { get; init; }

    public string? RoleArn { get; init; }

    public bool? UserDataShared { get; init; }
}
