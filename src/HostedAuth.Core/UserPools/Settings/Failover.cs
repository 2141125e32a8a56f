namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>FailoverType</c> of the API.)
/// </summary>
public sealed record Failover
{
    public string? PrimaryRoute53HealthCheckId { get; init; }

    public string? SecondaryRegion { get; init; }
}
