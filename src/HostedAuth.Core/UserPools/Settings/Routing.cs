namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>RoutingType</c> of the API.)
/// </summary>
public sealed record Routing
{
    public Failover? Failover { get; init; }
}
