using HostedAuth.Core.Mfa;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Recovery;

/// <summary>Which address gets the code of a forgotten password: AccountRecoverySetting of the pool.</summary>
internal static class RecoveryMedium
{
    /// <summary>Whether only an administrator resets passwords.</summary>
    public static bool IsAdminOnly(PoolSnapshot pool) => Mechanisms(pool) is ["admin_only", ..];

    /// <summary>
    /// The attribute, email or phone_number, that is verified; null when the user has none. One that second factors go to is
    /// none: whoever reads it would set the password and give the second factor, and have proven one thing.
    /// </summary>
    public static string? Of(PoolSnapshot pool, User user)
    {
        var ofSecondFactors = UserFactors.Of(pool.Mfa, user).Select(SecondFactors.AttributeOf).ToList();
        return Attributes(pool).FirstOrDefault(name => user.HasVerified(name) && !ofSecondFactors.Contains(name));
    }

    /// <summary>
    /// The attributes that users of the pool may well get a code by, what they get first: those of its mechanisms; where it
    /// names none, those of them that it verifies or lets people sign in by.
    /// </summary>
    public static IEnumerable<string> LikelyAttributes(PoolSnapshot pool)
    {
        var own = Attributes(pool).Where(name =>
            pool.AutoVerifiedAttributes.Contains(name)
            || pool.AliasAttributes.Contains(name)
            || pool.UsernameAttributes.Contains(name)).ToList();
        return own.Count > 0 && pool.Settings.AccountRecoverySetting is null ? own : Attributes(pool);
    }

    private static IEnumerable<string> Attributes(PoolSnapshot pool) => Mechanisms(pool)
        .Where(name => name.StartsWith("verified_", StringComparison.Ordinal))
        .Select(name => name["verified_".Length..]);

    private static IReadOnlyList<string> Mechanisms(PoolSnapshot pool) =>
        pool.Settings.AccountRecoverySetting?.RecoveryMechanisms is { Count: > 0 } options
            ? [.. options.OrderBy(option => option.Priority).Select(option => option.Name!)]
            : ["verified_email", "verified_phone_number"];
}
