namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>SmsConfigurationType</c> of the
/// API.)
/// </summary>
public sealed record SmsConfiguration
{
    public EumsSmsConfiguration? EumsSms { get; init; }

    public string? ExternalId { get; init; }

    public string? SnsCallerArn { get; init; }

    public string? SnsRegion { get; init; }
}
