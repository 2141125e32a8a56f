using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.Core.UserPools;

/// <summary>What a new password of the pool must hold: the pool's policy with the API's defaults filled in.</summary>
/// <param name="MinimumLength">6 to 99 characters.</param>
/// <param name="HistorySize">How many earlier passwords are refused, 0 to 24.</param>
/// <param name="TemporaryPasswordValidityDays">1 to 365.</param>
public sealed record PasswordRules(
    int MinimumLength,
    bool RequireUppercase,
    bool RequireLowercase,
    bool RequireNumbers,
    bool RequireSymbols,
    int HistorySize,
    int TemporaryPasswordValidityDays)
{
    private const int DefaultMinimumLength = 8;
    private const int DefaultTemporaryDays = 7;

    /// <summary>How long a temporary password opens the door.</summary>
    public TimeSpan TemporaryPasswordLifetime => TimeSpan.FromDays(TemporaryPasswordValidityDays);

    /// <summary>A pool without a policy asks for all four classes; in a policy that is given, an absent class isn't asked for.</summary>
    public static PasswordRules Of(PasswordPolicy? policy) => policy is null
        ? new(DefaultMinimumLength, true, true, true, true, 0, DefaultTemporaryDays)
        : new(
            policy.MinimumLength ?? DefaultMinimumLength,
            policy.RequireUppercase ?? false,
            policy.RequireLowercase ?? false,
            policy.RequireNumbers ?? false,
            policy.RequireSymbols ?? false,
            policy.PasswordHistorySize ?? 0,
            policy.TemporaryPasswordValidityDays is null or 0
                ? DefaultTemporaryDays
                : policy.TemporaryPasswordValidityDays.Value);
}
