namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>UserPoolAddOnsType</c> of the
/// API.)
/// </summary>
public sealed record UserPoolAddOns
{
    public AdvancedSecurityAdditionalFlows? AdvancedSecurityAdditionalFlows { get; init; }

    public string? AdvancedSecurityMode { get; init; }
}
