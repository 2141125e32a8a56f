using System.Collections.Frozen;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.AppClients;

/// <summary>The names of ExplicitAuthFlows, and what a client may do by them.</summary>
public static class AuthFlow
{
    public const string AdminUserPassword = "ALLOW_ADMIN_USER_PASSWORD_AUTH";
    public const string ClientToken = "ALLOW_CLIENT_TOKEN_AUTH";
    public const string Custom = "ALLOW_CUSTOM_AUTH";
    public const string Refresh = "ALLOW_REFRESH_TOKEN_AUTH";
    public const string UserAuth = "ALLOW_USER_AUTH";
    public const string UserPassword = "ALLOW_USER_PASSWORD_AUTH";
    public const string UserSrp = "ALLOW_USER_SRP_AUTH";

    internal const string LegacyAdmin = "ADMIN_NO_SRP_AUTH";
    internal const string LegacyCustomOnly = "CUSTOM_AUTH_FLOW_ONLY";
    internal const string LegacyUserPassword = "USER_PASSWORD_AUTH";

    /// <summary>Whether people sign in to the client by the pool's own triggers, and in no other way.</summary>
    public static bool AreTriggersAlone(PoolSnapshot pool, ClientSnapshot client)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(client);
        return pool.Settings.LambdaConfig?.DefineAuthChallenge is not null
            && client.AuthFlows.Where(flow => flow != Refresh).ToList() is [Custom];
    }

    internal static bool IsLegacy(string flow) => flow is LegacyAdmin or LegacyCustomOnly or LegacyUserPassword;

    /// <summary>
    /// The flows by their new names. None named: refresh, SRP and custom, and outside strict pools the plain password too,
    /// since guides print such commands. The old names add to what every client could do before the new ones came, but for
    /// CUSTOM_AUTH_FLOW_ONLY, which takes away.
    /// </summary>
    internal static FrozenSet<string> Effective(AppClientSettings settings, bool isStrict)
    {
        IReadOnlyList<string> flows = settings.ExplicitAuthFlows switch
        {
            null or [] when isStrict => [Refresh, UserSrp, Custom],
            null or [] => [Refresh, UserSrp, Custom, UserPassword],
            var named when named.Contains(LegacyCustomOnly) => [Refresh, Custom],
            var named when named.Any(IsLegacy) => [Refresh, UserSrp, Custom, .. named.Select(Renamed)],
            var named => named,
        };

        // That flow never rotates, so a client that wants rotation can't have it.
        return settings.RefreshTokenRotation?.Feature == "ENABLED" ? [.. flows.Where(flow => flow != Refresh)] : [.. flows];
    }

    private static string Renamed(string legacy) => legacy == LegacyAdmin ? AdminUserPassword : UserPassword;
}
