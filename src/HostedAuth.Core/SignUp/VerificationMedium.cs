using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.SignUp;

/// <summary>Which address of a new user is verified.</summary>
internal static class VerificationMedium
{
    /// <summary>The attribute, email or phone_number; null when the pool verifies none that the user has.</summary>
    public static string? Of(PoolSnapshot pool, User user) =>
        Candidates(pool).FirstOrDefault(user.Attributes.ContainsKey);

    /// <summary>The one that most users of the pool get a code by.</summary>
    public static string Preferred(PoolSnapshot pool) => Candidates(pool).FirstOrDefault() ?? "email";

    /// <summary>Those that the pool verifies. The phone comes first, unless the pool's account recovery prefers email.</summary>
    public static IEnumerable<string> Candidates(PoolSnapshot pool)
    {
        var preferred = pool.Settings.AccountRecoverySetting?.RecoveryMechanisms?.MinBy(option => option.Priority)?.Name;
        string[] order = preferred is "verified_email" ? ["email", "phone_number"] : ["phone_number", "email"];
        return order.Where(pool.AutoVerifiedAttributes.Contains);
    }
}
