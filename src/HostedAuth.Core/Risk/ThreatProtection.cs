using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Risk;

/// <summary>How far a pool's threat protection goes (UserPoolAddOns.AdvancedSecurityMode).</summary>
public static class ThreatProtection
{
    /// <summary>Whether what users do is kept: AUDIT and ENFORCED.</summary>
    public static bool KeepsEvents(PoolSnapshot pool) => ModeOf(pool) is "AUDIT" or "ENFORCED";

    /// <summary>Whether a risk has consequences: ENFORCED.</summary>
    public static bool IsEnforced(PoolSnapshot pool) => ModeOf(pool) is "ENFORCED";

    private static string? ModeOf(PoolSnapshot pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return pool.Settings.UserPoolAddOns?.AdvancedSecurityMode;
    }
}
