using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.Risk;

/// <summary>
/// How far a pool's threat protection goes: UserPoolAddOns.AdvancedSecurityMode, and for CUSTOM_AUTH its CustomAuthMode. Where
/// the second is absent the first holds there too, so that custom sign-ins are no way round it; in a strict pool, as on AWS,
/// they are left alone then.
/// </summary>
public static class ThreatProtection
{
    /// <summary>Whether any of what users do is kept.</summary>
    public static bool IsOn(PoolSnapshot pool) => KeepsEvents(pool, isCustomAuth: false) || KeepsEvents(pool, isCustomAuth: true);

    /// <summary>Whether what users do is kept: AUDIT and ENFORCED.</summary>
    public static bool KeepsEvents(PoolSnapshot pool, bool isCustomAuth) =>
        ModeOf(pool, isCustomAuth) is "AUDIT" or "ENFORCED";

    /// <summary>Whether a risk has consequences: ENFORCED.</summary>
    public static bool IsEnforced(PoolSnapshot pool, bool isCustomAuth) => ModeOf(pool, isCustomAuth) is "ENFORCED";

    private static string? ModeOf(PoolSnapshot pool, bool isCustomAuth)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var addOns = pool.Settings.UserPoolAddOns;
        var ofCustomAuth = addOns?.AdvancedSecurityAdditionalFlows?.CustomAuthMode;
        return isCustomAuth && (ofCustomAuth is not null || pool.IsStrict) ? ofCustomAuth : addOns?.AdvancedSecurityMode;
    }
}
